// When a figure comes to life: the first of a page at once, the others when they come near, one that was lost when the network is back.
import { all, closest, need } from "../dom.js";
import { fetchFigure } from "./files.js";
import { Live } from "./live.js";
import { Presses } from "./presses.js";

/** @type {WeakMap<HTMLElement, Promise<Live | null>>} */
const begun = new WeakMap();
/** @type {Set<HTMLElement>} */
const lost = new Set();
const presses = new Presses();

/** Say on the figure's face that it is still a picture, or take it back. @param {HTMLElement} element @param {boolean} isLost */
function say(element, isLost) {
  const face = need("[data-lost]", element);
  face.textContent = isLost ? face.dataset.lost ?? "" : "";
}

/** @param {HTMLElement} element @returns {Promise<Live | null>} */
async function begin(element) {
  try {
    const live = new Live(element, await fetchFigure(element.dataset.src ?? ""));
    await live.start();
    live.apply(presses.take(element));
    if (lost.delete(element)) say(element, false);
    return live;
  } catch (error) {
    // The picture, the sentence and the table stay; the next wish to wake it tries again.
    begun.delete(element);
    lost.add(element);
    say(element, true);
    whenSeenAgain(element);
    console.warn(`figure ${element.dataset.figure}: ${error}`);
    return null;
  }
}

/**
 * Bring a figure to life. Null when it cannot come alive now: its picture stays.
 * @param {HTMLElement} element
 */
export function wake(element) {
  const found = begun.get(element) ?? begin(element);
  begun.set(element, found);
  return found;
}

/** A figure that was lost is tried again when it comes onto the screen the next time. @param {HTMLElement} element */
function whenSeenAgain(element) {
  let gone = false;
  const observer = new IntersectionObserver((entries) => {
    // On a busy device two looks may come at once: gone, and seen again.
    for (const { isIntersecting } of entries) {
      if (!isIntersecting) gone = true;
      else if (gone) {
        observer.disconnect();
        if (lost.has(element)) wake(element);
        return;
      }
    }
  });
  observer.observe(element);
}

/** Try every lost figure that is still on the page. */
function again() {
  for (const figure of lost) {
    if (figure.isConnected) wake(figure);
    else lost.delete(figure);
  }
}

/** @type {IntersectionObserver | null} */
let near = null;

/** @param {HTMLElement} element */
function whenNear(element) {
  near ??= new IntersectionObserver((entries, observer) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      observer.unobserve(entry.target);
      wake(/** @type {HTMLElement} */ (entry.target));
    }
  }, { rootMargin: "400px" });
  near.observe(element);
}

/** A script is there: what can be set and pressed is no longer locked. In a drawing it was served as a part and no button, which would have been a dead one. @param {ParentNode} place */
export function unlock(place) {
  for (const control of all(".fig-controls, .fig-stage button", place)) control.removeAttribute("disabled");
  for (const part of all("[data-asleep]", place)) {
    part.setAttribute("role", "button");
    part.setAttribute("tabindex", "0");
  }
}

/**
 * The figures of a piece of the page: the first starts at once, the others when they come near.
 * @param {ParentNode} place
 * @param {boolean} [now] start them all
 * @returns {Promise<unknown>} when what was started lives, or could not
 */
export function meetAll(place, now = false) {
  const started = all("[data-figure]", place).map((figure, at) => {
    // What is set before a figure lives counts: its controls work at once, and it begins in the state they show.
    unlock(figure);
    if (now || at === 0) return wake(figure);
    whenNear(figure);
    return null;
  });
  return Promise.all(started);
}

/** Touching a picture wakes it there and then, and the touch counts; a network that is back wakes what was lost. */
export function startFigures() {
  const picture = (/** @type {Event} */ event) => closest(event, '[data-figure][data-state="picture"]');
  document.addEventListener("pointerdown", (event) => {
    const figure = picture(event);
    if (figure) wake(figure);
  });
  document.addEventListener("input", (event) => {
    const figure = picture(event);
    if (!figure) return;
    if (event.target instanceof HTMLElement) {
      event.target.dataset.touched = "";
      presses.forget(figure, event.target.dataset.control ?? "");
    }
    wake(figure);
  });
  document.addEventListener("click", (event) => {
    const figure = picture(event), part = closest(event, "[data-set]");
    if (!figure || !part) return;
    presses.press(figure, part.dataset.set ?? "");
    wake(figure);
  });
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });
}
