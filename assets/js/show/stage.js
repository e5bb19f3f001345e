// The room of a slide: a small screen of fixed height, made as large as the real one, so that words, lines and drawings grow together.
import { all, find } from "../dom.js";

// A plot's smallest words are 14 px: on a screen of 420 px they are a thirtieth of its height, the least that a back row reads.
const HEIGHT = 420;
const WIDTH = 520; // a narrow window makes the small screen higher instead
const LEAST = 14, MOST = 30, LIST = 18; // px of the text on it; of a list that is a figure

/** Size the slides for this window. */
export function size() {
  const scale = Math.max(0.6, Math.min(innerHeight / HEIGHT, innerWidth / WIDTH)), { style } = document.documentElement;
  style.setProperty("--scale", String(scale));
  style.setProperty("--slide-width", `${innerWidth / scale}px`);
  style.setProperty("--slide-height", `${innerHeight / scale}px`);
  style.setProperty("--letters", String(Math.floor((innerWidth / scale - 52) / 8.4))); // letters of a figure's sentence in a line
}

/** The largest text with which a slide's words, or a figure's list of words, have room. @param {HTMLElement} slide */
export function fit(slide) {
  const list = find(".fig-drawing", slide), body = find(".slide-body", slide) ?? (list && find(":scope > :not(svg, :has(svg))", list) ? list : null);
  if (!body) return;
  let low = LEAST, high = body === list ? LIST : MOST;
  while (high - low > 0.25) {
    const middle = (low + high) / 2;
    body.style.fontSize = `${middle}px`;
    if (body.scrollHeight <= body.clientHeight && body.scrollWidth <= body.clientWidth) low = middle;
    else high = middle;
  }
  body.style.fontSize = `${low}px`;
}

/** Words of a drawing are at least as large as a plot's. @param {HTMLElement} slide */
export function grow(slide) {
  for (const svg of slide.querySelectorAll("svg")) {
    const by = (svg.getBoundingClientRect().height / slide.getBoundingClientRect().height) * slide.offsetHeight / (svg.viewBox.baseVal.height || 1);
    if (!by || !svg.closest(".fig-drawing")) continue;
    for (const text of svg.querySelectorAll("text, tspan")) {
      const own = Number(text.getAttribute("data-size") ?? parseFloat(getComputedStyle(text).fontSize)), words = /** @type {SVGElement} */ (text);
      text.setAttribute("data-size", String(own));
      words.style.fontSize = own * by < LEAST ? `${(LEAST / by).toFixed(2)}px` : "";
    }
  }
}

/** The slides of the talk. */
export const slidesOf = () => all("[data-slide]");
