import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, command, Deck, local, shown, swipe, times, typing } from "../../assets/js/show/deck.js";

const deck = new Deck([1, 3, 1]);

test("two keys walk every step of every slide, and back over what was shown last", () => {
  let at = { slide: 0, step: 0 };
  const seen = [];
  for (let n = 0; n < 6; n++, at = deck.next(at)) seen.push(deck.write(at));
  assert.deepEqual(seen, ["1", "2", "2.2", "2.3", "3", "3"]);
  at = deck.back({ slide: 2, step: 0 });
  assert.deepEqual(at, { slide: 1, step: 2 });
  assert.deepEqual(deck.back({ slide: 0, step: 0 }), { slide: 0, step: 0 });
});

test("a slide that is hidden is passed over both ways, until it is shown again", () => {
  const own = new Deck([1, 3, 1, 2], [1, 3]);
  assert.deepEqual(own.next({ slide: 0, step: 0 }), { slide: 2, step: 0 });
  assert.deepEqual(own.next({ slide: 2, step: 0 }), { slide: 2, step: 0 });
  assert.deepEqual(own.back({ slide: 2, step: 0 }), { slide: 0, step: 0 });
  own.hide(1);
  assert.deepEqual(own.back({ slide: 2, step: 0 }), { slide: 1, step: 2 });
  assert.deepEqual(own.to(4), { slide: 3, step: 0 }, "asked for by its number it comes");
});

test("the time says what is left, and how far it is over", () => {
  assert.deepEqual(times(60_000, 15), { key: "time", now: "1:00", left: "14:00" });
  assert.deepEqual(times(901_000, 15), { key: "over", now: "15:01", left: "0:01" });
  assert.equal(times(5000, 0).key, "gone");
});

test("an address names a place; one that is out of reach names the nearest", () => {
  for (const place of ["1", "2", "2.3", "3"]) assert.equal(deck.write(deck.read(place)), place);
  assert.equal(deck.write(deck.read("")), "1");
  assert.equal(deck.write(deck.read("99.9")), "3");
  assert.equal(deck.write(deck.read("0")), "1");
  assert.equal(deck.write(deck.read("a?b=c")), "1");
});

test("a clicker's keys turn whatever has the focus; arrows, letters and space leave an input alone", () => {
  for (const focus of /** @type {const} */ (["none", "button", "input"])) {
    assert.equal(command({ key: "PageDown" }, focus)?.command, "next");
    assert.equal(command({ key: "PageUp" }, focus)?.command, "back");
  }
  for (const key of ["ArrowRight", " ", "Home", "End", "b", ".", "o"]) {
    assert.equal(command({ key }, "input"), null, key);
    assert.ok(command({ key }, "none"), key);
  }
  assert.equal(command({ key: " " }, "button"), null);
  assert.equal(command({ key: " ", shiftKey: true }, "none")?.command, "back");
  assert.equal(command({ key: "b", ctrlKey: true }, "none"), null);
  assert.equal(command({ key: "B" }, "none")?.command, "blank");
});

test("a number and Enter go to that slide", () => {
  const typed = [..."12"].reduce(typing, "");
  assert.deepEqual(command({ key: "Enter" }, "none", typed), { command: "go", number: 12 });
  assert.equal(command({ key: "Enter" }, "none", ""), null);
  assert.equal(typing(typed, "x"), "");
  assert.equal([..."123456"].reduce(typing, "").length, 4);
});

test("a figure's steps lay states upon each other and say what stands beside them", () => {
  /** @type {import("../../assets/js/show/deck.js").Step[]} */
  const steps = ["question", "think", { a: "1", b: "x" }, { b: "y" }, "sentence"];
  assert.deepEqual(steps.map((_, n) => shown(steps, n).stage), ["question", "think", "state", "state", "sentence"]);
  assert.deepEqual(shown(steps, 2).values, { a: "1", b: "x" });
  assert.deepEqual(shown(steps, 4).values, { a: "1", b: "y" });
});

test("a swipe is sideways and long; the clock counts minutes and seconds", () => {
  assert.equal(swipe(-90, 10), "next");
  assert.equal(swipe(90, 10), "back");
  assert.equal(swipe(40, 0), null);
  assert.equal(swipe(90, 80), null);
  assert.equal(clock(725_400), "12:05");
  assert.equal(clock(-5), "0:00");
});

test("an address that only this computer has is known as such", () => {
  for (const host of ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:80"]) assert.ok(local(host), host);
  for (const host of ["guide.example.org", "localhost.example.org", "192.168.0.4:8501", ""]) assert.ok(!local(host), host);
});
