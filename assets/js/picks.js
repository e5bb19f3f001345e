// What was ticked to be set side by side: it holds through a turned page and Back, as long as the document lives, and is written nowhere.
import { closest, inputs } from "./dom.js";

const BOXES = "input[name=compare]";

/** Boxes that are drawn anew show what was ticked. */
export function startPicks() {
  const picked = new Set(inputs(BOXES).filter((box) => box.checked).map((box) => box.value));
  document.addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement | null} */ (closest(event, BOXES));
    if (box?.checked) picked.add(box.value);
    else if (box) picked.delete(box.value);
  });
  document.addEventListener("guide:drawn", () => {
    for (const box of inputs(BOXES)) box.checked = picked.has(box.value);
  });
}
