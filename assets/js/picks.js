// What was ticked to be set side by side: kept in this tab like what was ticked for the appointment, through a turned page, Back and a reload.
import { closest, inputs } from "./dom.js";
import { tab } from "./tab.js";

const BOXES = "input[name=compare]";

/** @returns {string[]} */
function kept() {
  try { return JSON.parse(tab.read("picks") || "[]"); } catch { return []; }
}

/** Boxes that are drawn anew show what was ticked. */
export function startPicks() {
  const show = (/** @type {Set<string>} */ picked) => {
    for (const box of inputs(BOXES)) box.checked = picked.has(box.value);
  };
  // What a browser ticks again by itself counts too.
  const picked = new Set([...kept(), ...inputs(BOXES).filter((box) => box.checked).map((box) => box.value)]);
  document.addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement | null} */ (closest(event, BOXES));
    if (!box) return;
    if (box.checked) picked.add(box.value);
    else picked.delete(box.value);
    tab.write("picks", JSON.stringify([...picked]));
  });
  document.addEventListener("guide:drawn", () => show(picked));
  show(picked);
}
