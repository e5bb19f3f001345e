// When a figure comes to life: the first of a page at once, the others when they come near, one that was lost when the network is back.
import { closest, need } from "../dom.js";
import { fetchFigure } from "./files.js";
import { Live } from "./live.js";

/** @type {WeakMap<HTMLElement, Promise<Live | null>>} */
const begun = new WeakMap();
/** @type {Set<HTMLElement>} */
const lost = new Set();
/** @type {WeakSet<Element>} */
const met = new WeakSet();

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
 * A figure has come onto the page.
 * @param {HTMLElement} element
 * @param {boolean} [now] wake it whatever was decided before
 * @param {boolean} [first] the first figure of its page starts at once
 */
export function meet(element, now = false, first = false) {
  if (met.has(element) && !now) return;
  met.add(element);
  if (now || (first && !element.closest("[data-slides]"))) wake(element);
  // While a page is being put together everything is near: look again when it stands.
  else setTimeout(() => whenNear(element), 700);
}

/** Touching a picture wakes it there and then; a network that is back wakes what was lost. */
export function startFigures() {
  document.addEventListener("pointerdown", (event) => {
    const figure = closest(event, '[data-figure][data-state="picture"]');
    if (figure && (figure.closest("#served") || lost.has(figure))) meet(figure, true);
  });
  window.addEventListener("online", () => {
    for (const figure of lost) {
      if (figure.isConnected) wake(figure);
      else lost.delete(figure);
    }
  });
}
