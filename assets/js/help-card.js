// The card of help on /resources: before anything is answered it begins with the lines that Help now begins with.
import { find, need } from "./dom.js";
import { linesOf, whereAmI, zoneNow } from "./lines.js";
import { tab } from "./tab.js";
import { fill } from "./text.js";

/** Give each card that no answer has filled its country's lines; the directory for everywhere stays below them. */
function show() {
  const help = find("[data-help-now]");
  for (const card of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-help-here]:not([data-met])"))) {
    card.dataset.met = "";
    const here = help && whereAmI(tab.read("answers"), JSON.parse(help.dataset.zones ?? "{}"), zoneNow());
    const { name, lines } = here ? linesOf(help, here.country) : { name: "", lines: [] };
    if (!here || !lines.length) continue;
    const list = document.createElement("ul"), why = document.createElement("p"), { words = "", told = "", title = "" } = card.dataset;
    list.append(...lines);
    why.textContent = fill(here.told ? told : words, { country: name });
    card.prepend(list, why);
    need("h2", card.parentElement ?? document).textContent = fill(title, { country: name });
  }
}

/** Fill the served card, and each one that the app draws. */
export function startHelpCard() {
  show();
  document.addEventListener("guide:drawn", show);
}
