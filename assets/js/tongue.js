// A language is chosen in Aa, or in the line that offers it: the page that stands now, in that language, for as long as the tab lives.
import { closest, root } from "./dom.js";
import { tab } from "./tab.js";

/** This page in another language: what it asks for, and the place on it, stay. @param {string} code */
export function hereIn(code) {
  const there = new URL(location.href);
  there.searchParams.set("lang", code);
  return there;
}

/** Listen to the links that choose a language, and to the offer's "close". */
export function startTongue() {
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (closest(event, "a[data-language]"));
    // Pages turn without a new document: the served address may be that of another page.
    if (link) link.href = hereIn(link.dataset.language ?? root.lang).href;
    if (!closest(event, "[data-stay]")) return;
    delete root.dataset.offer;
    tab.write("lang", root.lang);
  });
}
