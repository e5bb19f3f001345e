// What a presenter makes a talk one's own with: a title and a line on the opening slide, slides to pass over. It stands in the history's entry of this tab,
// so that a reload keeps it; no server and no phone ever has it.
import { find, inputs } from "../dom.js";

/** @typedef {{began: number, title: string, line: string, hidden: number[], notes: boolean}} Own `notes`: whether their window is open */

/** @returns {Own} */
export function readOwn() {
  const { began, title, line, hidden, notes } = history.state ?? {};
  return { began: Number(began) || 0, title: String(title ?? ""), line: String(line ?? ""), hidden: Array.isArray(hidden) ? hidden.map(Number) : [], notes: Boolean(notes) };
}

/** The opening slide carries the presenter's own words; without them the talk's. @param {HTMLElement} slide @param {Own} own */
function dress(slide, own) {
  const title = find(".slide-title", slide), line = find("[data-own-line]", slide);
  if (!title || !line) return;
  title.textContent = own.title || (slide.dataset.title ?? "");
  line.textContent = own.line;
  line.hidden = !own.line;
}

/** Listen to the fields of the overview. @param {HTMLElement} slide the opening one @param {Own} own @param {() => void} changed */
export function startOwn(slide, own, changed) {
  dress(slide, own);
  for (const field of inputs("[data-own]")) {
    const name = /** @type {"title" | "line"} */ (field.dataset.own);
    field.value = own[name];
    field.addEventListener("input", () => {
      own[name] = field.value.trim();
      dress(slide, own);
      changed();
    });
  }
}
