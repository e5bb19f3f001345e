// Small helpers that every part of the script shares.

/** The root element: looks and settings stand on it as attributes. */
export const root = document.documentElement;

/**
 * The first element that matches, or null.
 * @param {string} selector
 * @param {ParentNode} [from]
 * @returns {HTMLElement | null}
 */
export const find = (selector, from = document) => from.querySelector(selector);

/**
 * The first element that matches. The page's markup promises it: a missing one is a mistake of ours.
 * @param {string} selector
 * @param {ParentNode} [from]
 * @returns {HTMLElement}
 */
export function need(selector, from = document) {
  const found = find(selector, from);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
}

/**
 * All elements that match.
 * @param {string} selector
 * @param {ParentNode} [from]
 * @returns {HTMLElement[]}
 */
export const all = (selector, from = document) => [...from.querySelectorAll(selector)].map((element) => /** @type {HTMLElement} */ (element));

/**
 * The input fields that match.
 * @param {string} selector
 * @param {ParentNode} [from]
 * @returns {HTMLInputElement[]}
 */
export const inputs = (selector, from = document) => all(selector, from).map((element) => /** @type {HTMLInputElement} */ (element));

/**
 * What stands at a place of the page: a heading that is linked to by the words of its language too (guide/view/prose.py) is one place.
 * @param {string} id
 */
export function placed(id) {
  const found = document.getElementById(id);
  return found?.matches("[data-also]") ? found.parentElement : found;
}

/**
 * The element an event began at, or the nearest one around it that matches.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export const closest = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

/**
 * Hand a file to the visitor.
 * @param {Blob} blob
 * @param {string} name
 */
export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/**
 * Copy a text. False where the browser does not allow it: then it is shown to be copied by hand.
 * @param {string} text
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * A phone's own Back closes what is open, in the browsers that tell of it (CloseWatcher); elsewhere nothing is lost.
 * @param {() => void} close
 * @returns {() => void} to be called once it is closed in any way
 */
export function onBack(close) {
  const Watcher = /** @type {{CloseWatcher?: new () => {onclose: (() => void) | null, destroy: () => void}}} */ (/** @type {unknown} */ (window)).CloseWatcher;
  if (!Watcher) return () => {};
  const watcher = new Watcher();
  watcher.onclose = close;
  return () => watcher.destroy();
}
