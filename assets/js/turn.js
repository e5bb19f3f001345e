// Turning pages inside the guide: links, forms, Back and Forward; the title, the place on the page and the focus follow.
import { closePanels } from "./bar.js";
import { connected, reachable } from "./connection.js";
import { inCopy } from "./device.js";
import { all, closest, find, placed, root } from "./dom.js";
import { openAgain, openFolds } from "./folds.js";
import { placeRead } from "./place.js";
import { tab } from "./tab.js";

const standing = () => root.classList.contains("app");
const push = history.pushState.bind(history), replace = history.replaceState.bind(history);

/** The place that is looked for: it may not be drawn yet. */
let wanted = "";
/** A place that was gone to in a part of the served page which the app draws anew. */
let reached = "";
/** Whether a page was asked for and is not here yet. */
let turning = false;
/** How far down the page was when it was left, for Back and Forward. @type {number | null} */
let left = null;

/** A page change leaves an entry in the history, unless the visitor asked for no trail. */
const trail = () => tab.read("trail") !== "none";

/** @param {HTMLElement} target */
function land(target) {
  target.scrollIntoView({ block: "start" });
  if (!target.matches("a,button,input,summary")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

const OPENING = 1000; // ms: a fold of the app opens in 0.5 s

/** @param {HTMLElement} target */
function openTo(target) {
  for (let element = /** @type {HTMLElement | null} */ (target); element; element = element.parentElement) {
    if (!(element instanceof HTMLDetailsElement) || element.open) continue;
    // A fold that the app draws is the app's to open, which takes it a moment: set open from outside it would be closed again when it is drawn anew.
    const fold = element.closest("[data-testid=stExpander]") ? find("summary", element) : null;
    if (!fold) {
      element.open = true;
      continue;
    }
    const opening = new ResizeObserver(() => land(document.getElementById(target.id) ?? target));
    opening.observe(element);
    setTimeout(() => opening.disconnect(), OPENING);
    fold.click();
  }
  land(target);
}

/** Go to the place that is wanted; where it is not drawn yet, it stays wanted. */
function goToPlace() {
  const target = wanted ? placed(wanted) ?? find(`[data-figure="${CSS.escape(wanted)}"]`) : null;
  // While a page is coming, what stands above the place may still come: it is gone to again then.
  if (!target || turning || (wanted === reached && !standing())) return;
  // So is a place in a part that the app will draw anew, unless the reader went on by hand.
  reached = !standing() && target.closest("#served [data-alive]") ? wanted : "";
  if (!reached) wanted = "";
  openTo(target);
}

/** The place that an address names. @param {string} hash */
export function placeOf(hash) {
  try { return decodeURIComponent(hash.slice(1)).split(/[?~]/)[0]; } catch { return ""; } // a torn link names no place
}

/** @param {string} hash */
function goTo(hash) {
  wanted = placeOf(hash);
  goToPlace();
}

/** The page stands: go where its address points. */
export function arrived() {
  if (wanted) goToPlace();
}

let late = 0;
const LATE = 6000; // ms: a page comes in 0.2 s on a desk and in 2 to 3 on a slow phone

/** A page was asked for: where the server turns out to be away, it comes from the copy on this device, else the address is that of the page that stands. @param {string} from @param {string} id */
function waitFor(from, id) {
  clearTimeout(late);
  late = window.setTimeout(async () => {
    if (!turning || (await reachable(location.href)) || !turning) return;
    if (await inCopy(new URL(location.href))) {
      location.reload();
      return;
    }
    turning = false;
    wanted = "";
    root.dataset.page = id;
    replace(history.state, "", from);
    document.dispatchEvent(new CustomEvent("guide:lost"));
  }, LATE);
}

/** Without the app's connection a page comes whole from the server or from the copy on this device, or not at all. @param {URL} url */
async function visitWhole(url) {
  if (!(await reachable(url)) && !(await inCopy(url))) document.dispatchEvent(new CustomEvent("guide:lost"));
  else if (url.href === location.href) location.reload();
  else if (trail()) location.assign(url);
  else location.replace(url);
}

/** How far down this entry of the history is being read, and which lists are open. */
function remember() {
  try { replace({ ...history.state, guide: { ...history.state?.guide, y: scrollY, open: openFolds() } }, ""); } catch { /* too many in a row: the last one counts */ }
}

/** Show another page of the guide. @param {URL} url */
function visit(url) {
  closePanels();
  if (!standing()) {
    if (trail()) location.assign(url);
    else location.replace(url);
    return;
  }
  if (!connected()) {
    visitWhole(url);
    return;
  }
  remember();
  const from = `${location.pathname}${location.search}`, id = root.dataset.page ?? "";
  if (trail()) push({ guide: { from } }, "", url);
  else replace(null, "", url);
  left = null;
  show(url);
  waitFor(from, id);
}

/** Let the app draw what the address asks for. @param {URL | Location} url */
function show(url) {
  wanted = placeOf(url.hash);
  const id = url.pathname.slice(1) || "start";
  root.dataset.page = id;
  turning = true;
  window.dispatchEvent(new PopStateEvent("popstate", { state: { guide: "own" } }));
}

/** How far down the page is held while its lists are still coming, or null. @type {number | null} */
let held = null;
let release = 0;
const HELD = 4000; // ms: a list of help needs 0.3 s on a desk and up to 3 on a slow phone

/** Stand so far down, and stay there while what is above and below still comes; a hand on the page ends it. @param {number} y */
function hold(y) {
  clearTimeout(release);
  held = y || null;
  scrollTo({ top: y, behavior: "instant" });
  if (y) release = window.setTimeout(() => { held = null; }, HELD);
}

/** The article of the page that was asked for has come. */
function turned() {
  if (!turning) return;
  turning = false;
  if (wanted) {
    goToPlace();
    return;
  }
  const title = find("#root [data-heading]") ?? find("#root h1");
  hold(left ?? 0);
  if (!title) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}

/** Title of what is shown: Streamlit sets the page's own at every run, a card's title is the card's. */
function entitle() {
  const title = trail() ? find("#root [data-title]")?.dataset.title : root.dataset.neutral;
  if (title && document.title !== title) document.title = title;
}

/** Listen to links, forms, Back and Forward. */
export function startTurning() {
  const paths = new Set(all(".bar-contents a").map((link) => new URL(/** @type {HTMLAnchorElement} */ (link).href).pathname));
  // Streamlit writes its own entry for a page that is already in the address bar.
  history.pushState = (state, title, url) => {
    if (url && new URL(url, location.href).href !== location.href) (trail() ? push : replace)(state, title, url);
  };
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (closest(event, "a[href]"));
    // Another language is another document: its bar and its search are its own.
    if (!link || link.dataset.language || link.target || event.defaultPrevented) return;
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin) return;
    if (url.pathname === location.pathname && url.search === location.search && url.hash) {
      event.preventDefault();
      // What was chosen for a leaflet stands behind the #: a place on it is gone to, and not written over it.
      if (find("[data-own]")) {
        goTo(url.hash);
        return;
      }
      remember();
      if (url.hash !== location.hash) (trail() ? push : replace)(null, "", url);
      goTo(url.hash);
      window.dispatchEvent(new Event("guide:place")); // no hashchange is told for an address that was pushed
      return;
    }
    if (!paths.has(url.pathname)) return;
    event.preventDefault();
    // The way back from a card is the way one came: the list stands where it was left, with what was searched.
    if (link.matches(".back") && history.state?.guide?.from === `${url.pathname}${url.search}`) history.back();
    else {
      visit(url);
      const place = link.closest("[data-go-on]") && placeRead();
      if (place) left = place.y;
    }
  });
  // A form that only asks for another view of a page (a comparison) is a link too.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "get" || event.defaultPrevented || form.matches("[role=search]")) return;
    const url = new URL(form.action), asked = new FormData(form);
    if (url.origin !== location.origin || !paths.has(url.pathname)) return;
    event.preventDefault();
    for (const name of new Set(asked.keys())) url.searchParams.set(name, asked.getAll(name).join(","));
    visit(new URL(url.href.replaceAll("%2C", ",")));
  });
  let here = `${location.pathname}${location.search}`, waiting = 0;
  // Back and Forward: the browser has changed the address, Streamlit hears of it by itself.
  window.addEventListener("popstate", (event) => {
    const there = `${location.pathname}${location.search}`, same = there === here;
    here = there;
    if (event.state?.guide === "own" || !standing()) return;
    left = event.state?.guide?.y ?? 0;
    if (same) {
      if (location.hash) goTo(location.hash);
      else scrollTo({ top: left ?? 0, behavior: "instant" });
      return;
    }
    if (!connected()) {
      visitWhole(new URL(location.href));
      return;
    }
    root.dataset.page = location.pathname.slice(1) || "start";
    wanted = event.state?.guide ? "" : placeOf(location.hash);
    turning = true;
  });
  window.addEventListener("scroll", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => { if (!turning && held === null) remember(); }, 200);
  }, { passive: true });
  window.addEventListener("hashchange", (event) => { if (!event.defaultPrevented && !wanted && !turning) goTo(location.hash); });
  for (const name of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    window.addEventListener(name, () => {
      held = null;
      if (reached && !standing()) wanted = "";
    }, { passive: true });
  }
  document.addEventListener("guide:turned", turned);
  document.addEventListener("toggle", (event) => {
    if (closest(event, "[data-fold]") && !turning) remember();
  }, { capture: true });
  openAgain();
  document.addEventListener("guide:drawn", () => {
    openAgain();
    if (standing()) entitle();
    if (wanted) goToPlace();
    else if (held !== null && !turning && Math.abs(scrollY - held) > 1) scrollTo({ top: held, behavior: "instant" });
  });
  if (location.hash) goTo(location.hash);
}
