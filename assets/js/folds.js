// Which lists are open belongs to a place on the page, as the scroll does: a reload, Back and the app's redraw find them open.
import { all } from "./dom.js";

/** @type {WeakSet<HTMLElement>} */
const met = new WeakSet();

/** The names of the lists that are open. */
export const openFolds = () => [...new Set(all("details[data-fold][open]").map((fold) => fold.dataset.fold ?? ""))];

/** Open each list that has just come and was left open at this place. */
export function openAgain() {
  const names = /** @type {string[]} */ (history.state?.guide?.open ?? []);
  for (const fold of all("details[data-fold]")) {
    if (met.has(fold)) continue;
    met.add(fold);
    if (names.includes(fold.dataset.fold ?? "")) fold.setAttribute("open", "");
  }
}
