// A language is chosen in Aa, or in the line that offers it: the page that stands now, in that language, for as long as the tab lives.
import { all, closest, placed, root } from "./dom.js";
import { tab } from "./tab.js";
import { placeOf } from "./turn.js";

/** The heading under which one reads, by its id; "" at the top of a page. */
function reading() {
  const above = all("#served :is(h2, h3, h4)[id], #root .prose :is(h2, h3, h4)[id]").filter((head) => head.getClientRects().length && head.getBoundingClientRect().top < innerHeight / 4);
  return scrollY > innerHeight / 2 ? above.at(-1)?.id ?? "" : "";
}

/** This page in another language: what it asks for, and the place on it, stay. What a form made is where a link to it leads. @param {HTMLAnchorElement} link */
function hereIn(link) {
  const there = new URL("posted" in root.dataset ? link.href : location.href), place = placed(placeOf(there.hash));
  there.searchParams.set("lang", link.dataset.language ?? root.lang);
  // A link of before names a heading in the words of one language: every language knows the heading's own place.
  if (place?.matches("h2, h3, h4")) there.hash = place.id;
  if (!there.hash || place?.matches("h2, h3, h4")) there.hash = reading() || there.hash;
  return there;
}

/** Listen to the links that choose a language, and to the offer's "close". */
export function startTongue() {
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (closest(event, "a[data-language]"));
    // Pages turn without a new document: the served address may be that of another page.
    if (link) link.href = hereIn(link).href;
    if (!closest(event, "[data-stay]")) return;
    delete root.dataset.offer;
    tab.write("lang", root.lang);
  });
}
