// Between the served page and the app: the text stays until the app's own stands, and comes back when the app cannot.
import { all, closest, find, need, root } from "./dom.js";
import { closePanels } from "./bar.js";
import { meet } from "./figure/meet.js";

// The app needs 1 to 2 s on a desk and up to 15 s on a slow phone (measured). After that the served page lives on its own.
const PATIENCE = 16_000;

const standing = () => root.classList.contains("app");
const main = () => find("[data-testid=stMain]");
const scroller = () => (standing() ? main() : document.scrollingElement);
const heading = () => find("#root [data-testid=stMain] h1");
const replaceState = history.replaceState.bind(history);

/** The hash that is looked for: a place may not be drawn yet. */
let wanted = "";
/** The heading of the page that is being left, or null. @type {string | null} */
let turning = null;

/** Streamlit writes a little to localStorage (a theme, the sidebar's sections): nothing may outlive the tab. */
function nothingOutlives() {
  try { localStorage.clear(); } catch { /* storage is off */ }
}

/** @param {HTMLElement} target */
function openTo(target) {
  for (let element = /** @type {HTMLElement | null} */ (target); element; element = element.parentElement) {
    if (element instanceof HTMLDetailsElement) element.open = true;
  }
  target.scrollIntoView({ block: "start" });
  if (!target.matches("a,button,input,summary")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/** Go to what the address names; where it is not drawn yet, remember it. */
function goToHash() {
  let name = "";
  try { name = decodeURIComponent(location.hash.slice(1)).split("?")[0]; } catch { /* a torn link names no place */ }
  const target = name ? document.getElementById(name) ?? find(`[data-figure="${CSS.escape(name)}"]`) : null;
  wanted = target ? "" : name;
  if (target) openTo(target);
}

/** The app stands: the served text goes, the place that was read and the focus stay. @param {HTMLElement} served */
function takeOver(served) {
  const scrolled = document.scrollingElement?.scrollTop ?? 0;
  const anchor = scrolled > 0 ? all("[id]", served).findLast((element) => element.getBoundingClientRect().top < 80) : null;
  const offset = anchor?.getBoundingClientRect().top ?? 0;
  const focused = served.contains(document.activeElement) ? document.activeElement?.getAttribute("href") : null;
  root.classList.add("app");
  served.remove();
  need("#calm").hidden = true;
  need(".skip").setAttribute("href", "#stMain");
  nothingOutlives();
  const twin = anchor && find(`#root #${CSS.escape(anchor.id)}`), at = scroller();
  if (at && twin) at.scrollTop += twin.getBoundingClientRect().top - offset;
  else if (at && scrolled) at.scrollTop = scrolled;
  if (focused) find(`#root a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  goToHash();
}

/** Something was drawn in the app. */
function look() {
  const served = find("#served"), title = heading();
  const settled = find("#root [data-testid=stApp]")?.dataset.testScriptState !== "running";
  // The heading stands before the passages do (their code comes as a file of its own): the foot of the page says that all is there.
  if (served && title && settled && !standing() && find("#root [data-testid=stMain] .checked")) takeOver(served);
  if (standing() && turning !== null && title && title.textContent !== turning) {
    turning = null;
    const at = scroller();
    if (at) at.scrollTop = 0;
    if (!wanted) {
      title.tabIndex = -1;
      title.focus({ preventScroll: true });
    }
  }
  if (standing() && wanted) goToHash();
  document.dispatchEvent(new CustomEvent("guide:drawn"));
}

/** Show another page of the guide. @param {URL} url */
function visit(url) {
  closePanels();
  if (!standing()) {
    location.replace(url);
    return;
  }
  replaceState(null, "", url);
  wanted = url.hash ? decodeURIComponent(url.hash.slice(1)) : "";
  turning = heading()?.textContent ?? "";
  root.dataset.page = url.pathname.slice(1) || "start";
  window.dispatchEvent(new PopStateEvent("popstate", { state: null }));
  const at = scroller();
  if (!wanted && at) at.scrollTop = 0;
}

function startLinks() {
  const paths = new Set(all(".bar-contents a").map((link) => new URL(/** @type {HTMLAnchorElement} */ (link).href).pathname));
  // A page change replaces history: leaving by Back must not walk through the guide.
  history.pushState = (state, title, url) => replaceState(state, title, url);
  // A click on a link to another page of the guide changes the page in place: the session stays, and so do the answers.
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (closest(event, "a[href]"));
    // Another language is another document: its bar and its search are its own.
    if (!link || link.dataset.language || link.target || event.defaultPrevented) return;
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin) return;
    if (url.pathname === location.pathname && url.hash) {
      event.preventDefault();
      replaceState(history.state, "", url);
      goToHash();
      return;
    }
    if (!paths.has(url.pathname)) return;
    event.preventDefault();
    visit(url);
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
  window.addEventListener("hashchange", goToHash);
}

/** Watch the app come, and take it in. */
export function startApp() {
  const host = find("#root");
  window.addEventListener("pagehide", nothingOutlives);
  startLinks();
  if (host && find("#served") && root.dataset.page) {
    let queued = false;
    new MutationObserver(() => {
      if (queued) return;
      queued = true;
      requestAnimationFrame(() => {
        queued = false;
        look();
      });
    }).observe(host, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] });
    setTimeout(() => {
      if (standing()) return;
      const calm = need("#calm");
      calm.textContent = calm.dataset.offline ?? "";
      calm.hidden = false;
      for (const figure of all("#served [data-figure]")) meet(figure);
    }, PATIENCE);
  }
  if (location.hash) goToHash();
  // A page without the app (a picture being made, an error page) brings its own figures to life.
  if (!root.dataset.page) for (const figure of all("[data-figure]")) meet(figure, true);
}
