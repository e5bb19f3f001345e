// Presenting: one section at a time, by arrow keys.
import { all, closest, find } from "./dom.js";
import { fill } from "./text.js";

const STEPS = /** @type {Record<string, number>} */ ({ ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 });

let at = 0;
const holder = () => find("[data-slides]");

/** Show the slide that is on, and say which it is. */
function show() {
  const place = holder();
  if (!place) return;
  place.dataset.playing = "1";
  const slides = all("[data-slide]", place);
  slides.forEach((slide, n) => slide.classList.toggle("now", n === at));
  const said = find("[data-slide-at]", place), words = fill(place.dataset.of ?? "", { n: at + 1, of: slides.length });
  if (said && said.textContent !== words) said.textContent = words;
}

/** @param {number} to */
function go(to) {
  const place = holder(), slides = place ? all("[data-slide]", place) : [];
  if (!slides.length) return;
  at = Math.max(0, Math.min(slides.length - 1, to));
  show();
  slides[at].scrollIntoView({ block: "start" });
  const title = find("h2", slides[at]);
  if (!title) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}

/** Bring the slides to life, now and whenever the app draws them. */
export function startSlides() {
  document.addEventListener("keydown", (event) => {
    if (!holder() || event.altKey || event.ctrlKey || event.metaKey) return;
    if (closest(event, "input, select, textarea, button, summary, [contenteditable]")) return;
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    go(at + step);
  });
  document.addEventListener("click", (event) => {
    const action = closest(event, "[data-action]")?.dataset.action;
    if (action === "slide-next") go(at + 1);
    if (action === "slide-back") go(at - 1);
  });
  const meet = () => { if (holder()?.dataset.playing !== "1") show(); };
  document.addEventListener("guide:drawn", meet);
  meet();
}
