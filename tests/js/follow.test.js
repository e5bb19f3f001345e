import assert from "node:assert/strict";
import { test } from "node:test";
import { table } from "../../assets/js/text.js";
import { Answers } from "../../assets/js/join/answers.js";
import { bars, heard, newPhone, pause, shownOn, turned } from "../../assets/js/join/follow.js";

/** @param {number} slide @param {number} version @returns {import("../../assets/js/join/follow.js").Now} */
const at = (slide, version) => ({ version, over: false, slide, step: 0, of: 9, told: [], stage: "", state: "", sentence: "", question: "", open: false, counts: [], few: false });

const has = () => false;

test("a phone follows; what is older than what it knows changes nothing", () => {
  let view = heard({ now: null, own: null }, at(3, 5));
  assert.equal(shownOn(view), 3);
  view = heard(view, at(2, 4));
  assert.equal(shownOn(view), 3);
  view = heard(view, at(4, 6));
  assert.equal(shownOn(view), 4);
});

test("a phone that turns back stays behind while the talk goes on, and never gets ahead of it", () => {
  let view = heard({ now: null, own: null }, at(3, 1));
  view = turned(view, -1, has);
  view = heard(view, at(5, 2));
  assert.equal(shownOn(view), 2);
  view = turned(turned(view, 1, has), 1, has);
  assert.equal(shownOn(view), 4);
  view = turned(view, 1, has);
  assert.deepEqual([shownOn(view), view.own], [5, null]);
  view = turned(view, 1, has);
  assert.equal(shownOn(view), 5);
  view = turned(view, -9, has);
  assert.equal(shownOn(view), 1);
});

test("a talk that goes back behind a phone takes it along", () => {
  let view = turned(heard({ now: null, own: null }, at(5, 1)), -1, has);
  view = heard(view, at(3, 2));
  assert.deepEqual([shownOn(view), view.own], [3, null]);
});

test("after the end of the room a phone turns among the slides it has alone", () => {
  let view = heard({ now: null, own: null }, { ...at(6, 1), over: true });
  const kept = (/** @type {number} */ slide) => [2, 5, 6].includes(slide);
  const seen = [-1, -1, -1, 1, 1, 1].map((by) => {
    view = turned(view, by, kept);
    return shownOn(view);
  });
  assert.deepEqual(seen, [5, 2, 2, 5, 6, 6]);
});

test("tries come soon and at most 4 s apart; bars are measured by the longest; a phone's name is new each time", () => {
  assert.deepEqual([0, 1, 2, 3, 9].map(pause), [500, 1000, 2000, 4000, 4000]);
  assert.deepEqual(bars([5, 10, 0]), [50, 100, 0]);
  assert.deepEqual(bars([0, 0]), [0, 0]);
  assert.match(newPhone(), /^[0-9a-f]{32}$/);
  assert.notEqual(newPhone(), newPhone());
});

test("a table for a spreadsheet keeps quotes and commas within its cells", () => {
  assert.equal(table([["a", 'b "c", d'], ["é", ""]]), '\ufeff"a","b ""c"", d"\r\n"é",""\r\n');
});

test("an answer that was not saved is sent again when the room is reached, the newest alone, unless its question closed", async () => {
  /** @type {(number | null)[]} */
  const sent = [];
  let status = 0;
  const answers = new Answers(async ({ option }) => {
    sent.push(option);
    return status;
  });
  await answers.give("q", 1);
  assert.deepEqual([answers.lost, answers.chosen("q"), answers.saved.has("q")], [true, 1, false]);
  status = 503;
  await Promise.all([answers.give("q", 2), answers.give("q", null)]);
  assert.deepEqual([answers.lost, answers.chosen("q")], [true, null]);
  status = 204;
  await answers.reached("q", true);
  await answers.reached("q", true);
  assert.deepEqual([sent, answers.lost, answers.waiting, answers.saved.get("q")], [[1, 2, null, null], false, null, null]);
  status = 0;
  await answers.give("q", 0);
  await answers.reached("q", false);
  await answers.reached("q", true);
  assert.deepEqual([sent.length, answers.missed, answers.chosen("q")], [5, "q", null]);
  status = 409;
  await answers.give("r", 0);
  await answers.reached("r", true);
  assert.deepEqual([sent.length, answers.missed, answers.chosen("r")], [6, "r", undefined]);
});
