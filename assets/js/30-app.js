// Between the served page and the app: the text stays until the app's own heading stands, and comes back when the app cannot.
const served = $("#served"), calm = $("#calm"), host = $("#root");
const paths = new Set($$(".bar-contents a").map((link) => new URL(link.href).pathname));
const scroller = () => (root.classList.contains("app") ? $("[data-testid=stMain]") : document.scrollingElement);

// A page change replaces history: leaving by Back must not walk through the guide.
const replaceState = history.replaceState.bind(history);
history.pushState = (state, title, url) => replaceState(state, title, url);

// Streamlit writes a little to localStorage (a theme, the sidebar's sections): nothing may outlive the tab.
const nothingOutlives = () => { try { localStorage.clear(); } catch { /* storage is off */ } };
window.addEventListener("pagehide", nothingOutlives);

function takeOver(heading) {
  const scrolled = document.scrollingElement.scrollTop;
  const anchor = scrolled > 0 ? $$("#served [id]").findLast((el) => el.getBoundingClientRect().top < 80) : null;
  const offset = anchor?.getBoundingClientRect().top ?? 0;
  const focused = document.activeElement?.closest?.("#served") ? document.activeElement.getAttribute("href") : null;
  root.classList.add("app");
  served.remove();
  calm.hidden = true;
  $(".skip").setAttribute("href", "#stMain");
  nothingOutlives();
  const twin = anchor && host.querySelector(`#${CSS.escape(anchor.id)}`);
  if (twin) scroller().scrollTop += twin.getBoundingClientRect().top - offset;
  else if (scrolled) scroller().scrollTop = scrolled;
  if (focused) $(`#root a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  goToHash();
  return heading;
}

function openTo(target) {
  for (let el = target; el; el = el.parentElement) if (el.tagName === "DETAILS") el.open = true;
  target.scrollIntoView({ block: "start" });
  if (!target.matches("a,button,input,summary")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
let wanted = "";
function goToHash() {
  const name = decodeURIComponent(location.hash.slice(1)).split("?")[0];
  const target = name && (document.getElementById(name) || $(`[data-figure="${CSS.escape(name)}"]`));
  if (target) { wanted = ""; openTo(target); } else wanted = name;
}

// A click on a link to another page of the guide changes the page in place: the session stays, and so do the answers.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  // Another language is another document: its bar and its search are its own.
  if (!link || link.dataset.language || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.target) return;
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
  if (form.method !== "get" || event.defaultPrevented || form.matches("[role=search]")) return;
  const url = new URL(form.action);
  if (url.origin !== location.origin || !paths.has(url.pathname)) return;
  event.preventDefault();
  for (const name of new Set(new FormData(form).keys())) url.searchParams.set(name, new FormData(form).getAll(name).join(","));
  visit(new URL(url.href.replaceAll("%2C", ",")));
});
function visit(url) {
  for (const panel of panels) panel.open = false;
  if (!root.classList.contains("app")) { location.replace(url); return; }
  replaceState(null, "", url);
  wanted = url.hash ? decodeURIComponent(url.hash.slice(1)) : "";
  turning = heading()?.textContent ?? "";
  root.dataset.page = url.pathname.slice(1) || "start";
  window.dispatchEvent(new PopStateEvent("popstate", { state: null }));
  if (!wanted) { const at = scroller(); if (at) at.scrollTop = 0; }
}

let turning = null;
const heading = () => $("[data-testid=stMain] h1", host);
const settled = () => $("[data-testid=stApp]", host)?.dataset.testScriptState !== "running";
function look() {
  const title = heading();
  // The heading stands before the passages do (their code comes as a file of its own): the foot of the page says that all is there.
  if (title && !root.classList.contains("app") && settled() && $("[data-testid=stMain] .checked", host)) takeOver(title);
  if (!root.classList.contains("app")) return;
  if (turning !== null && title && title.textContent !== turning) {
    turning = null;
    const at = scroller();
    if (at) at.scrollTop = 0;
    if (!wanted) { title.tabIndex = -1; title.focus({ preventScroll: true }); }
  }
  if (wanted) goToHash();
  showKept();
}
if (host && served && root.dataset.page) {
  let queued = false;
  new MutationObserver(() => {
    if (queued) return;
    queued = true;
    requestAnimationFrame(() => { queued = false; look(); });
  }).observe(host, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] });
  // The app needs 1 to 2 s on a desk and up to 15 s on a slow phone (measured). After that the served page lives on its own.
  setTimeout(() => {
    if (root.classList.contains("app")) return;
    calm.textContent = calm.dataset.offline;
    calm.hidden = false;
    for (const figure of $$("#served [data-figure]")) figures.meet(figure);
  }, 16000);
}
// Touching a picture before the app stands wakes it there and then.
served?.addEventListener("pointerdown", (event) => {
  const figure = event.target.closest("[data-figure]");
  if (figure) figures.meet(figure, true);
});
window.addEventListener("hashchange", goToHash);

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-action]");
  if (!button) return;
  switch (button.dataset.action) {
    case "survey": {
      $("[data-testid=stExpandSidebarButton]")?.click();
      setTimeout(() => $("[data-testid=stSidebar] input, [data-testid=stSidebar] button:not([data-testid])")?.focus(), 350);
      break;
    }
    case "print": window.print(); break;
    case "copy-page": {
      const place = $("[data-said]", button.parentElement);
      const url = location.origin + location.pathname;
      try { await navigator.clipboard.writeText(url); place.textContent = button.dataset.done; } catch { place.textContent = url; }
      break;
    }
    case "download": {
      const source = $(button.dataset.from);
      const text = source.textContent;
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([button.dataset.kind === "text/csv" ? "\ufeff" + text : text], { type: `${button.dataset.kind};charset=utf-8` }));
      link.download = button.dataset.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      break;
    }
    case "full-page":
      if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen?.();
      break;
  }
});
