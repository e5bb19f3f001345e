// The state of a figure: frames by number, links, traces and layout. The example stands in the file's schema, which Python's tests read too.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { merge, readAddress, scaled, State } from "../../assets/js/figure/state.js";

/** @typedef {import("../../assets/js/figure/state.js").Payload} Payload */

const schema = JSON.parse(readFileSync(new URL("../../guide/figures/payload.schema.json", import.meta.url), "utf8"));
/** @returns {Payload} */
const example = () => structuredClone(schema.examples[0]);

test("a figure begins where its controls start, and every combination has its own frame", () => {
  const state = new State(example());
  assert.deepEqual(state.values, { lamp: "off", hour: "noon" });
  assert.equal(state.sentence, "Off at noon.");
  const said = new Set();
  for (const lamp of ["off", "on"]) for (const hour of ["dawn", "noon", "dusk"]) {
    state.set({ lamp, hour });
    assert.match(state.sentence.toLowerCase(), new RegExp(`^${lamp} at ${hour}`));
    said.add(state.sentence);
  }
  assert.equal(said.size, 6);
});

test("the table's rows are those of the state", () => {
  const state = new State(example());
  assert.deepEqual(state.rows, [["Room", "light"]]);
  state.set({ hour: "dusk" });
  assert.deepEqual(state.rows, [["Room", "dark"]]);
});

test("names and values that nobody knows change nothing, and say so", () => {
  const state = new State(example());
  assert.equal(state.set({ lamp: "blue", other: "on" }), false);
  assert.deepEqual(state.values, { lamp: "off", hour: "noon" });
  assert.equal(state.set({ lamp: "on", other: "on" }), true);
  assert.deepEqual(state.values, { lamp: "on", hour: "noon" });
});

test("the address of a state leads back to it, after the # and nowhere else; a leaflet is told what is not as it began", () => {
  const state = new State(example()), other = new State(example());
  assert.deepEqual(state.told, []);
  state.set({ lamp: "on", hour: "dusk" });
  assert.deepEqual(state.told, ["z35", "kur"]);
  assert.equal(state.address, "#two-lamps~z35kur"); // tests/unit/test_links.py says the same of these values
  assert.equal(other.follow(state.address), true);
  assert.deepEqual(other.values, state.values);
});

test("links of before, which name the values, and cut ones lead to what they still name", () => {
  for (const [link, values] of [["#two-lamps?lamp=on&hour=dusk", { lamp: "on", hour: "dusk" }], ["#two-lamps~z35ku", { lamp: "on", hour: "noon" }], ["#two-lamps~", { lamp: "off", hour: "noon" }]]) {
    const state = new State(example());
    state.follow(/** @type {string} */ (link));
    assert.deepEqual(state.values, values);
  }
});

test("an address of another figure, or a torn one, is passed over", () => {
  const state = new State(example());
  assert.equal(state.follow("#one-lamp?lamp=on"), false);
  assert.equal(state.follow("#two-lamps?lamp=%E0%A4%A"), false);
  assert.deepEqual(readAddress("#%E0%A4%A"), { name: "", values: {}, signs: [] });
  assert.deepEqual(readAddress("two-lamps"), { name: "two-lamps", values: {}, signs: [] });
});

test("a trace takes the frame's values and keeps the rest; the file stays as it was", () => {
  const file = example(), state = new State(file);
  assert.deepEqual(state.traces(), [{ x: [0], y: [2], line: { color: "#9a6700", width: 2 } }]);
  assert.deepEqual(file, example());
});

test("the layout takes the state's, the narrow one's and the size, in this order", () => {
  const state = new State(example());
  state.set({ lamp: "on" });
  assert.deepEqual(state.layout({ narrow: true, scale: 2, width: 300, height: 200 }), {
    font: { size: 30 }, margin: { l: 4, r: 12 }, title: { text: "lit" }, width: 300, height: 200,
  });
});

test("merging goes into objects, never into lists, and changes neither side", () => {
  const base = { a: { b: 1, c: [1, 2] }, d: 1 }, over = { a: { c: [3] }, d: { e: null } };
  assert.deepEqual(merge(base, over), { a: { b: 1, c: [3] }, d: { e: null } });
  assert.deepEqual(base, { a: { b: 1, c: [1, 2] }, d: 1 });
});

test("only sizes grow with the text", () => {
  const look = { font: { size: 10 }, width: 10, list: [{ size: 1 }], text: "size" };
  assert.deepEqual(scaled(look, 1.5), { font: { size: 15 }, width: 10, list: [{ size: 1.5 }], text: "size" });
});
