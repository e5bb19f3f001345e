// Search over pages, words and resources, in the browser; what is typed goes nowhere.
import { find, need, root } from "./dom.js";
import { best, ready, wordsOf } from "./rank.js";
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
    .then((/** @type {Row[]} */ found) => found.map(ready))
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
  /** @type {Record<string, string>} */
  const kinds = JSON.parse(search.dataset.kinds ?? "{}");
  const look = async () => {
    const asked = box.value, words = wordsOf(asked);
    /** @type {Bare[]} */
    let index = [];
    try {
      if (words.length) index = await load();
    } catch { /* the network is gone: nothing is found, and the next look asks again */ }
    if (box.value !== asked) return;
    const shown = best(index, words, MOST);
    list.replaceChildren(...shown.map((row) => {
      const item = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("small");
      link.href = row.u;
      link.textContent = row.t;
      kind.textContent = ` ${kinds[row.k]}`;
      item.append(link, kind);
      return item;
    }));
    const said = shown.length ? fill(search.dataset.found ?? "", { n: shown.length }) : fill(search.dataset.none ?? "", { q: asked });
    count.textContent = words.length ? said : "";
  };
  box.addEventListener("focus", () => { load().catch(() => { /* asked for again when something is typed */ }); }, { once: true });
  box.addEventListener("input", look);
  search.addEventListener("submit", (event) => {
    event.preventDefault();
    look();
  });
}
