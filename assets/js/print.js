// Printing: what is folded opens, live plots take the colors of paper, every sheet says whose it is; afterwards all is as it was.
import { all, find } from "./dom.js";
import { looks } from "./looks.js";

/** What is undone when the print is over. @type {(() => void)[]} */
let undo = [];

/** A text as a string of CSS. @param {string} text */
const quoted = (text) => `"${text.replace(/["\\]/g, "\\$&").replace(/\s+/g, " ").trim()}"`;

/** Open what is folded in the text; the bar's panels stay as they are. */
function unfold() {
  for (const fold of all("main details:not([open]), #root details:not([open])")) {
    fold.setAttribute("open", "");
    undo.push(() => fold.removeAttribute("open"));
  }
}

/** The foot of every sheet: title, address and number, and whom to call. Its words stand in the page. */
function sign() {
  const foot = find("[data-print-foot]"), address = foot && find("[data-print-address]", foot);
  if (!foot || !address) return;
  // The address without what was chosen, for a print lies about; its language stays.
  const asked = new URLSearchParams(location.search).has("lang");
  address.textContent = `${location.origin}${location.pathname}${asked ? `?lang=${document.documentElement.lang}` : ""}`;
  const style = document.createElement("style"), title = document.title.split(" · ")[0];
  style.textContent = `@page { @bottom-left { content: ${quoted(`${title} · ${address.textContent}`)} "\\a" ${quoted(foot.dataset.call ?? "")}; } }`;
  document.head.append(style);
  document.body.append(foot); // after the app's own text
  undo.push(() => style.remove());
}

/** Listen to the browser's own print, from its menu or from a button. */
export function startPrinting() {
  window.addEventListener("beforeprint", () => {
    if (undo.length) return;
    unfold();
    sign();
    looks.dispatchEvent(new Event("paper"));
    undo.push(() => looks.dispatchEvent(new Event("screen")));
  });
  window.addEventListener("afterprint", () => {
    for (const step of undo.reverse()) step();
    undo = [];
  });
}
