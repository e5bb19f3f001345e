// A figure in another site's page tells that page how tall it is, and nothing else: {type: "guide:height", figure, height}.
import { find, root } from "./dom.js";

/** Speak to the page around, where there is one. */
export function startEmbed() {
  const figure = find("[data-figure]");
  if (root.dataset.embed === undefined || window.parent === window || !figure) return;
  new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    window.parent.postMessage({ type: "guide:height", figure: figure.dataset.figure, height }, "*");
  }).observe(document.body);
}
