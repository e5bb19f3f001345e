import assert from "node:assert/strict";
import { test } from "node:test";
import { Presses } from "../../assets/js/figure/presses.js";

test("a press on a picture is kept until its figure lives, and carried out once; the last one counts, and a field that was set after it counts more", () => {
  const presses = new Presses(), figure = {}, other = {};
  presses.press(figure, "way=lowers");
  presses.press(figure, "way=neither");
  presses.press(figure, "kind=all");
  assert.deepEqual(presses.take(other), {});
  presses.forget(figure, "kind");
  presses.forget(other, "way");
  assert.deepEqual(presses.take(figure), { way: "neither" });
  assert.deepEqual(presses.take(figure), {});
});
