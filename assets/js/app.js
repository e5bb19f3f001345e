// Between the served page and the app: the article stays, its nodes move into the app when that stands; when it cannot, the page lives on its own.
import { adopt, complete, servedArticle } from "./article.js";
import { lookAtConnection, say } from "./connection.js";
import { all, find, need, root } from "./dom.js";
import { openAgain } from "./folds.js";
import { still } from "./still.js";
import { arrived } from "./turn.js";

// Once begun (early.js) the app needs 1 to 2 s on a desk and up to 15 s on a slow phone (measured). After that a word says that its lists and the survey did not come.
const PATIENCE = 20_000;

const standing = () => root.classList.contains("app");
const settled = () => find("#root [data-testid=stApp]")?.dataset.testScriptState !== "running";

/** Streamlit writes a little to localStorage (a theme, the sidebar's sections): nothing may outlive the tab. */
function nothingOutlives() {
  try { localStorage.clear(); } catch { /* storage is off */ }
}

/** What stands at the top of the screen, to be held there. @param {HTMLElement} article */
function topmost(article) {
  if (!scrollY) return null;
  const bar = need("#bar").getBoundingClientRect().bottom;
  return all("h1, h2, h3, p, li, figure, summary, tr", article).find((element) => element.getBoundingClientRect().bottom > bar + 4 && element.getClientRects().length) ?? null;
}

// What names an element in the served list as in the list that the app draws.
const NAMES = ["data-keep", "data-pick", "data-fold", "id", "data-resource", "data-treatment", "data-figure"];

/** The same element where it stands now: moved, or drawn anew under the same name. @param {HTMLElement} element @returns {HTMLElement | null} */
function again(element) {
  if (element.isConnected) return element;
  const named = element.closest(NAMES.map((name) => `[${name}]`).join());
  const name = named && NAMES.find((one) => named.hasAttribute(one));
  return name ? find(`#root [${name}="${CSS.escape(named.getAttribute(name) ?? "")}"]`) : null;
}

/** The app stands: the article's nodes move into it, and nothing that was read, opened or held moves on the screen. @param {HTMLElement} article */
function takeOver(article) {
  const top = topmost(article), offset = top?.getBoundingClientRect().top ?? 0;
  const held = article.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
  adopt(article);
  root.classList.add("app");
  need("#served").remove();
  say("");
  need(".skip").setAttribute("href", "#root");
  need("[data-testid=stMain]").tabIndex = -1; // it scrolls nothing: the document does
  nothingOutlives();
  const twin = top && again(top);
  if (twin) scrollBy({ top: twin.getBoundingClientRect().top - offset, behavior: "instant" });
  openAgain(); // what is in a closed list takes no focus
  if (held && document.activeElement !== held) {
    const drawn = again(held) ?? find(`#root a[href="${CSS.escape(held.getAttribute("href") ?? "")}"]`);
    (drawn?.matches("details") ? find("summary", drawn) : drawn)?.focus({ preventScroll: true });
  }
  arrived();
}

/** Something was drawn in the app. */
function look() {
  const article = servedArticle();
  // A page without a part that the app draws itself is whole as soon as its stretches have their places.
  lookAtConnection();
  if (article && !standing() && complete(article) && (settled() || !find("[data-alive]", article))) takeOver(article);
  document.dispatchEvent(new CustomEvent("guide:drawn"));
}

/** Watch the app come, and take it in. */
export function startApp() {
  const host = find("#root");
  window.addEventListener("pagehide", nothingOutlives);
  if (!host || !servedArticle() || !root.dataset.page) return;
  let queued = false;
  const later = () => {
    if (queued) return;
    queued = true;
    requestAnimationFrame(() => {
      queued = false;
      look();
    });
  };
  new MutationObserver(later).observe(host, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state", "data-test-connection-state"] });
  document.addEventListener("guide:place", later);
  document.addEventListener("guide:lost", () => say("lost"));
  const late = () => { if (!standing() && !still()) say("offline"); };
  const wait = () => setTimeout(late, PATIENCE);
  if ("begun" in root.dataset) wait();
  else document.addEventListener("guide:begun", wait, { once: true });
}
