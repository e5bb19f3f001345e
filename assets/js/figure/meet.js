// When a figure comes to life: the first of a page at once, the others when they come near, one that was lost when the network is back.
import { all, closest, find, need } from "../dom.js";
import { fetchFigure } from "./files.js";
import { Live } from "./live.js";

/** @type {WeakMap<HTMLElement, Promise<Live | null>>} */
const begun = new WeakMap();
/** @type {Set<HTMLElement>} */
const lost = new Set();

/** @param {HTMLElement} element @returns {Promise<Live | null>} */
async function begin(element) {
  try {
    const live = new Live(element, await fetchFigure(element.dataset.src ?? ""));
    await live.start();
    if (lost.delete(element)) live.said.textContent = "";
    return live;
  } catch (error) {
    // The picture, the sentence and the table stay; the next wish to wake it tries again.
    begun.delete(element);
    lost.add(element);
    need("[data-said]", element).textContent = element.dataset.failed ?? "";
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

/**
 * The figures of a piece of the page: the first starts at once, the others when they come near.
 * @param {ParentNode} place
 * @param {boolean} [now] start them all
 * @returns {Promise<unknown>} when what was started lives, or could not
 */
export function meetAll(place, now = false) {
  const started = all("[data-figure]", place).map((figure, at) => {
    // What is set before a figure lives counts: its controls work at once, and it begins in the state they show.
    find(".fig-controls", figure)?.removeAttribute("disabled");
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
    if (event.target instanceof HTMLElement) event.target.dataset.touched = "";
    wake(figure);
  });
  document.addEventListener("click", (event) => {
    const figure = picture(event), part = closest(event, "[data-set]");
    if (!figure || !part) return;
    const [id, value] = (part.dataset.set ?? "").split("=");
    wake(figure).then((live) => live?.apply({ [id]: value }));
  });
  window.addEventListener("online", () => {
    for (const figure of lost) {
      if (figure.isConnected) wake(figure);
      else lost.delete(figure);
    }
  });
}
