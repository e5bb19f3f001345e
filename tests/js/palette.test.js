// Colors change with the theme, wherever they stand; numbers and words stay.
import assert from "node:assert/strict";
import { test } from "node:test";
import { onPaper, recolor } from "../../assets/js/figure/palette.js";

const PALETTE = { "#9a6700": "#f2c14e", "#0b6e6e": "#5fd0c8" };

test("a color is exchanged in either case of its letters, and with its opacity kept", () => {
  assert.equal(recolor("#9A6700", PALETTE), "#f2c14e");
  assert.equal(recolor("rgba(154,103,0,0.2)", PALETTE), "rgba(242, 193, 78,0.2)");
  assert.equal(recolor("rgba(154, 103, 0, .5)", PALETTE), "rgba(242, 193, 78, .5)");
  assert.equal(recolor("rgb(11, 110, 110)", PALETTE), "rgb(95, 208, 200)");
});

test("other colors and words stay", () => {
  for (const text of ["#123456", "rgba(0,0,0,0)", "transparent", "a sentence with #9a6700 in it", ""]) assert.equal(recolor(text, PALETTE), text);
});

test("colors within traces and layouts are found; lists of numbers are passed through as they are", () => {
  const x = [1, 2, 3], out = recolor({ x, marker: { color: ["#9a6700", "#0b6e6e"] }, shapes: [{ fillcolor: "#0b6e6e" }], on: true, none: null }, PALETTE);
  assert.deepEqual(out, { x, marker: { color: ["#f2c14e", "#5fd0c8"] }, shapes: [{ fillcolor: "#5fd0c8" }], on: true, none: null });
  assert.equal(out.x, x);
});

test("without pairs everything stays", () => {
  const look = { marker: { color: "#9a6700" } };
  assert.deepEqual(recolor(look, {}), look);
});

test("on paper a style drawn in the dark has the light colors, and nothing else changes", () => {
  assert.equal(onPaper("fill: rgb(242, 193, 78); stroke: #5FD0C8; stroke-opacity: 1", PALETTE), "fill: rgb(154, 103, 0); stroke: #0b6e6e; stroke-opacity: 1");
  assert.equal(onPaper("fill: rgb(1, 2, 3); stroke-width: 2px", PALETTE), "fill: rgb(1, 2, 3); stroke-width: 2px");
});
