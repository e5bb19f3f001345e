// Streamlit's lists and fields say a few things by themselves, in English alone: no option of theirs changes it. A page puts its own words in their place. A change of the page is told before it is painted or read out, so the English is neither seen nor heard.
import { all, root } from "./dom.js";
import { instead } from "./text.js";

const PLACES = ["stMultiSelect", "stMultiSelectDropdown", "stSelectbox", "stSelectboxVirtualDropdown", "stTextInput"].map((name) => `[data-testid=${name}]`).join()
  + ",[data-live-announcer]";

/** @param {Node} node */
const inside = (node) => Boolean((node instanceof Element ? node : node.parentElement)?.closest(PLACES));

/** Watch the widgets; a page that the app does not draw has no table. */
export function startWidgets() {
  const table = Object.entries(JSON.parse(root.dataset.widgets ?? "{}")).filter(([theirs, ours]) => theirs !== ours);
  if (!table.length) return;
  const own = instead(Object.fromEntries(table));
  /** @param {Element} element */
  const speak = (element) => {
    const label = own(element.getAttribute("aria-label") ?? "");
    if (label) element.setAttribute("aria-label", label);
    for (const node of element.childNodes) {
      const text = node instanceof Text && own(node.data);
      if (text) node.data = text;
    }
  };
  new MutationObserver((changes) => {
    const met = changes.some(({ target, addedNodes }) => inside(target) || [...addedNodes].some((node) => inside(node) || (node instanceof Element && node.querySelector(PLACES))));
    if (met) for (const place of all(PLACES)) for (const element of [place, ...all("*", place)]) speak(element);
  }).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["aria-label"] });
}
