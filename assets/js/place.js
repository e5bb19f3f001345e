// "Go on where you were": the page last read and how far, kept in this tab, offered on the start page.
import { all, find, root } from "./dom.js";
import { tab } from "./tab.js";
import { fill } from "./text.js";

/** The link to a page in Contents. @param {string} path */
const entry = (path) => all(".bar-contents a").find((link) => new URL(/** @type {HTMLAnchorElement} */ (link).href).pathname === path);

/** Remember the reading page that is open, once it was read a little. */
function remember() {
  // Reading pages have a number in Contents.
  const number = entry(location.pathname)?.querySelector(".number")?.textContent?.trim();
  if (number && scrollY > 200 && tab.read("trail") !== "none") tab.write("place", JSON.stringify({ path: location.pathname, y: Math.round(scrollY) }));
}

/** The place that is remembered. @returns {{path: string, y: number} | null} */
export function placeRead() {
  try { return JSON.parse(tab.read("place") ?? "null"); } catch { return null; }
}

/** Offer the place on the start page. */
function offer() {
  const line = find("[data-go-on]"), place = line && placeRead(), link = place && entry(place.path);
  if (!line || !place || !link || root.dataset.page !== "start") return;
  const button = /** @type {HTMLAnchorElement} */ (find("a", line));
  const words = fill(line.dataset.words ?? "", { title: (link.textContent ?? "").replace(/^\s*\d+\s*/, "").trim() });
  // Written once: writing is drawing, and drawing asks to be offered again.
  if (button.textContent === words) return;
  button.href = /** @type {HTMLAnchorElement} */ (link).href;
  button.textContent = words;
  line.hidden = false;
}

/** Keep and offer the place. */
export function startPlace() {
  let waiting = 0;
  window.addEventListener("scroll", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(remember, 400);
  }, { passive: true });
  document.addEventListener("guide:turned", offer);
  document.addEventListener("guide:drawn", offer);
  offer();
}
