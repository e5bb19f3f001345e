// A second window for the presenter: the time, what may be said, and the next slide. The wall writes it, so it needs no server and no file.
import { all, find } from "../dom.js";
import { fill } from "../text.js";

/** @type {Window | null} */
let desk = null;

// After a reload of a file its window would be a stranger's to the browser: it goes with the wall.
window.addEventListener("pagehide", () => { if (location.protocol === "file:") desk?.close(); });

/** Open the window, or come back to it; false where the browser blocks it. @param {(event: KeyboardEvent) => void} keys what the wall does with a key */
export function openNotes(keys) {
  desk = window.open("", "guide-notes", "popup,width=900,height=700");
  if (!desk) return false;
  const { document: paper } = desk;
  paper.documentElement.lang = document.documentElement.lang;
  paper.head.replaceChildren(...all("link[rel=stylesheet], style", document.head).map((styles) => styles.cloneNode(true)));
  // Addresses of an empty window are relative to the wall's.
  for (const link of paper.head.querySelectorAll("link")) link.href = new URL(link.getAttribute("href") ?? "", location.href).href;
  paper.title = document.body.dataset.notesTitle ?? "";
  paper.body.className = "desk";
  desk.onkeydown = keys;
  return true;
}

/**
 * Write what belongs to a slide.
 * @param {HTMLElement} slide
 * @param {HTMLElement | undefined} next
 * @param {string} place "3 of 12"
 * @param {string} time
 */
export function tellNotes(slide, next, place, time) {
  if (!desk || desk.closed) return;
  const { document: paper } = desk, words = document.body.dataset;
  const line = (/** @type {string} */ tag, /** @type {string} */ text) => Object.assign(paper.createElement(tag), { textContent: text });
  const notes = find("[data-notes]", slide)?.cloneNode(true);
  const parts = [line("p", `${place} · ${time}`), line("h1", slide.dataset.title ?? "")];
  if (notes instanceof HTMLElement) {
    notes.hidden = false;
    parts.push(/** @type {HTMLElement} */ (paper.adoptNode(notes)));
  }
  parts.push(line("h2", next ? fill(words.next ?? "", { title: next.dataset.title ?? "" }) : words.last ?? ""));
  const text = next && find(".slide-body", next)?.cloneNode(true);
  if (text instanceof HTMLElement) {
    text.removeAttribute("style");
    parts.push(/** @type {HTMLElement} */ (paper.adoptNode(text)));
  }
  parts[0].className = "desk-time";
  const main = paper.createElement("main");
  main.append(...parts);
  paper.body.replaceChildren(main);
}

/** Whether the presenter has the window open. */
export const notesOpen = () => Boolean(desk && !desk.closed);

/** The time alone. @param {string} place @param {string} time */
export function tellTime(place, time) {
  const said = desk && !desk.closed ? find(".desk-time", desk.document) : null;
  if (said) said.textContent = `${place} · ${time}`;
}
