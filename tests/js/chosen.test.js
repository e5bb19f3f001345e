// A shared link read in the browser as guide/links.py writes it: both are held to tests/chosen.json.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { chosen, ownPart, readOwn } from "../../assets/js/chosen.js";

/** @type {{part: string, numbers: number[]}[]} */
const EXAMPLES = JSON.parse(readFileSync(new URL("../chosen.json", import.meta.url), "utf8"));
const table = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [String(n), `treatment-${n}`]));

test("every example is read as Python reads it", () => {
  for (const { part, numbers } of EXAMPLES) {
    assert.deepEqual(chosen(`#${part}`, table), numbers.map((number) => `treatment-${number}`), part);
  }
});

test("a number that leads nowhere any more is passed over, and no name of an object is a number", () => {
  assert.deepEqual(chosen("#t1.2", { 1: "", 2: "pe" }), ["pe"]);
  assert.deepEqual(chosen("#t7", {}), []);
  assert.deepEqual(chosen("#constructor", {}), []);
});

test("a leaflet of one's own is read and written as Python does", () => {
  /** @type {{part: string, own: {parts: number[], treatments: number[], whole: boolean, states?: [number, string[]][]} | null}[]} */
  const examples = JSON.parse(readFileSync(new URL("../own.json", import.meta.url), "utf8"));
  for (const { part, own } of examples) {
    const states = new Map(own?.states);
    assert.deepEqual(readOwn(`#${part}`), own && { ...own, states }, part);
    if (own?.whole && part.length > 5 && new Set(part.slice(3).match(/../g)).size > 1) assert.equal(ownPart(own.parts, own.treatments, states), part);
  }
  assert.equal(ownPart([77, 78], [], new Map([[77, ["abc"]], [78, ["abc", "def", "ghi", "jkl"]]])).length, 3 + 2 + 4 + 2 + 16);
  const full = Array.from({ length: 12 }, (_, n) => 100 + n);
  assert.equal(ownPart(full, [111, 22, 33, 44], new Map([[100, ["abc"]]])), ownPart(full, [111, 22, 33, 44]));
});
