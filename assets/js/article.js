// The article of a page lives once: the app takes over the served one, node by node, and fetches the next one when a page is turned.
import { all, find, need } from "./dom.js";
import { meetAll } from "./figure/meet.js";

/** @typedef {{src: string, at: number}} Asked the article's address, and which of its stretches */

/** The app's places for the served article's stretches, until all have come. @type {Map<number, HTMLElement>} */
const places = new Map();
/** @type {Map<string, Promise<DocumentFragment>>} */
const fetched = new Map();

/** The article as it was served, while it stands in its first place. */
export const servedArticle = () => find("#served [data-article]");

/** An article by its address. @param {string} src */
function fetchArticle(src) {
  const found = fetched.get(src) ?? fetch(src).then(async (answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text(); // our own markup, from our own server
    return holder.content;
  });
  fetched.set(src, found);
  // The browser keeps its own copy; this one only serves the stretches of one turn.
  found.catch(() => {}).finally(() => setTimeout(() => fetched.delete(src), 2000));
  return found;
}

/** Move a node and keep what it is doing: focus, motion, open folds. @param {HTMLElement} to @param {ChildNode} node */
function move(to, node) {
  const place = /** @type {HTMLElement & {moveBefore?: (node: ChildNode, before: null) => void}} */ (to);
  if (place.moveBefore) place.moveBefore(node, null);
  else place.append(node);
}

/** Whether the app has a place for every stretch of the served article. @param {HTMLElement} article */
export function complete(article) {
  const stretches = all("[data-stretch]", article);
  return stretches.length > 0 && stretches.every((_, at) => places.get(at)?.isConnected);
}

/** Move the served stretches into the app's places. @param {HTMLElement} article */
export function adopt(article) {
  all("[data-stretch]", article).forEach((stretch, at) => {
    const place = places.get(at);
    if (!place) return;
    place.dataset.title = article.dataset.title ?? "";
    for (const node of [...stretch.childNodes]) move(place, node);
  });
  places.clear();
}

/** Fill a place with its stretch of an article that is not here yet. @param {HTMLElement} place @param {Asked} asked */
async function fill(place, asked) {
  try {
    const content = await fetchArticle(asked.src);
    if (place.dataset.src !== asked.src) return; // another page was asked for meanwhile
    const article = need("[data-article]", content), stretch = all("[data-stretch]", article)[asked.at];
    place.replaceChildren(...(stretch ? document.importNode(stretch, true).childNodes : []));
    place.dataset.title = article.dataset.title ?? "";
    meetAll(place);
    document.dispatchEvent(new CustomEvent("guide:drawn"));
    if (asked.at === 0) document.dispatchEvent(new CustomEvent("guide:turned"));
  } catch {
    if (place.dataset.src !== asked.src) return;
    document.dispatchEvent(new CustomEvent("guide:lost"));
    window.addEventListener("online", () => { if (place.dataset.src === asked.src) fill(place, asked); }, { once: true });
  }
}

/**
 * Called by the app's component at each run: this place holds a stretch of that article.
 * @param {HTMLElement | null} place
 * @param {Asked} asked
 */
export function stand(place, asked) {
  if (!place || place.dataset.src === asked.src) return;
  place.dataset.src = asked.src;
  const served = servedArticle();
  if (served && served.dataset.src === asked.src) places.set(asked.at, place);
  else fill(place, asked);
  document.dispatchEvent(new CustomEvent("guide:place"));
}
