// Search over pages, words and resources, in the browser; what is typed goes nowhere.
import { find, need, root } from "./dom.js";
import { look as lookFor, ready, speaksOfCrisis, wordsOf } from "./rank.js";
import { fill } from "./text.js";

/** @typedef {import("./rank.js").Row} Row */
/** @typedef {import("./rank.js").Bare} Bare */

const MOST = 12;

/** @type {Promise<Bare[]> | null} */
let rows = null;

/** The index, asked for once; a lost request is asked for again at the next look. @returns {Promise<Bare[]>} */
function load() {
  rows ??= fetch(root.dataset.search ?? "")
    .then((answer) => answer.json())
    .then((/** @type {Row[]} */ found) => ready(found))
    .catch((error) => {
      rows = null;
      throw error;
    });
  return rows;
}

/** Bring the search box to life. */
export function startSearch() {
  const search = find("form[data-search]");
  if (!search) return;
  search.hidden = false;
  const box = /** @type {HTMLInputElement} */ (need("input", search)), list = need("[data-results]", search), count = need("[data-count]", search);
  const crisis = need("[data-crisis]", search);
  /** @type {string[][]} */
  const [phrases, alike, small] = [crisis.dataset.words, crisis.dataset.alike, search.dataset.small].map((words) => JSON.parse(words ?? "[]"));
  /** @type {Record<string, string>} */
  const kinds = JSON.parse(search.dataset.kinds ?? "{}");
  const look = async () => {
    const asked = box.value;
    const words = wordsOf(asked);
    crisis.hidden = !speaksOfCrisis(phrases, asked, alike);
    /** @type {Bare[]} */
    let index = [], lost = false;
    try {
      if (words.length) index = await load();
    } catch { // that nothing was found would be untrue; the next look asks again
      lost = true;
    }
    if (box.value !== asked) return;
    const { shown, instead } = lookFor(index, asked, small, MOST);
    list.replaceChildren(...shown.map((row) => {
      const item = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("small");
      link.href = row.u;
      link.textContent = row.t;
      kind.textContent = ` ${[kinds[row.k], row.on].filter(Boolean).join(": ")}`;
      item.append(link, kind);
      return item;
    }));
    // Where help stands above, that nothing was found has no place.
    const none = crisis.hidden ? fill(search.dataset.none ?? "", { q: asked }) : "";
    const mended = instead && crisis.hidden && `${fill(search.dataset.instead ?? "", { asked, instead })} `;
    const said = lost ? search.dataset.lost ?? "" : shown.length ? `${mended || ""}${fill(search.dataset.found ?? "", { n: shown.length })}` : none;
    count.textContent = words.length ? said : "";
  };
  box.addEventListener("focus", () => { load().catch(() => { /* asked for again when something is typed */ }); }, { once: true });
  box.addEventListener("input", look);
  search.addEventListener("submit", (event) => {
    event.preventDefault();
    look();
  });
}
