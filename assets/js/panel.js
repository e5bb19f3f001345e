// The survey's panel: opened by a button, closed by Escape, by its own button or by "See the list"; the focus goes in and comes back.
import { closePanels } from "./bar.js";
import { closest, find, onBack, root } from "./dom.js";
import { tab } from "./tab.js";

const panel = () => find("[data-testid=stSidebar]");
const open = () => panel()?.dataset.collapsed === "false" || panel()?.getAttribute("aria-expanded") === "true";

/** Who opened it. @type {HTMLElement | null} */
let opener = null;
/** Whether it was asked for before the app stood. */
let wanted = false;
/** Called once the panel is closed. */
let closed = () => {};
/** Takes back what a pressed button says while the panel is on its way. */
let answered = () => {};
// The app needs up to 15 s on a slow phone (app.js says then that it did not come): so long the panel is waited for, and so long its button says that it is.
const PATIENCE = 20_000;

/** Say at once that the press was taken: in the button, in its own place and size, and to a screen reader. @param {HTMLElement | null} button */
function answer(button) {
  answered();
  const status = find("[data-survey-status]"), words = status?.dataset.words ?? "";
  if (!button || !status) return;
  const { width, height } = button.getBoundingClientRect(), own = button.textContent, { width: w, height: h } = button.style;
  if (width) Object.assign(button.style, { boxSizing: "border-box", width: `${width}px`, height: `${height}px` });
  button.setAttribute("aria-busy", "true");
  button.textContent = words;
  status.textContent = words;
  answered = () => {
    answered = () => {};
    Object.assign(button.style, { boxSizing: "", width: w, height: h });
    button.removeAttribute("aria-busy");
    button.textContent = own;
    status.textContent = "";
  };
}

/** Open the panel and move the focus to its name: after the answer to the press is painted, for both hold a slow phone. @param {HTMLElement | null} from */
function enter(from) {
  opener = from;
  from?.removeAttribute("data-pressed");
  if (!open()) answer(from);
  tab.ask();
  wanted = true;
  requestAnimationFrame(() => setTimeout(go));
}

/** Press Streamlit's own button, where it is there; else the app is asked for, and the panel opens when it stands. */
function go() {
  if (!wanted) return;
  const button = find("[data-testid=stExpandSidebarButton]") ?? find("[data-testid=stExpandSidebarButton] button");
  document.dispatchEvent(new CustomEvent("guide:wanted"));
  wanted = !open() && !button;
  if (!open()) button?.click();
  if (!until) requestAnimationFrame(focusTitle);
  until = performance.now() + PATIENCE;
}

/** Until when the panel is waited for; 0 while none is. */
let until = 0;

/** The panel's words come with it. */
function focusTitle() {
  const title = find("[data-testid=stSidebar] [data-survey-title]");
  if (open() && title) {
    until = 0;
    answered();
    closePanels();
    title.focus();
    closed();
    closed = onBack(() => leave(true));
  } else if (performance.now() < until) {
    requestAnimationFrame(focusTitle);
  } else {
    until = 0;
    answered();
  }
}

const list = () => find("[data-testid=stSidebar] input[aria-expanded=true]");
/** Whether words of crisis were answered, and whether an open list kept from a screen reader what the answers lead to. */
let crisis = false, unheard = false;

/** What was drawn while a list is open lies under it and is hidden from a screen reader: words of crisis take the focus at once, the rest is said once it is closed. */
function hear() {
  const note = find("[data-testid=stSidebar] .crisis");
  if (note && !crisis) {
    note.tabIndex = -1;
    note.focus({ preventScroll: true }); // the list closes
    note.scrollIntoView({ block: "center", behavior: "instant" });
  }
  crisis = Boolean(note);
  if (list()) unheard = true;
}

/** Say what the answers lead to once no list is open. */
function sayLate() {
  requestAnimationFrame(() => {
    const status = find("[data-survey-status]"), found = find("[data-testid=stSidebar] .survey-found p");
    if (!unheard || list() || !status || !found) return;
    unheard = false;
    status.textContent = found.textContent;
  });
}

/** Close the panel. @param {boolean} back whether the focus returns to who opened it */
function leave(back) {
  if (!open()) return;
  closed();
  (find("[data-testid=stSidebarCollapseButton] button") ?? find("[data-testid=stSidebarCollapseButton]"))?.click();
  if (!back) return;
  // Where the button stands in a list that has been closed since, the focus goes to who opens the list.
  const fold = opener?.closest("details:not([open])"), target = fold ? find("summary", fold) : opener;
  if (target?.isConnected && target.getClientRects().length) target.focus();
  else find("#bar [data-action=survey]")?.focus();
}

/** Listen to the buttons of the panel and to Escape within it. */
export function startPanel() {
  const early = find("[data-pressed]"); // before this script ran: early.js
  if (early) enter(early);
  document.addEventListener("click", (event) => {
    const button = closest(event, "[data-action]");
    if (button?.dataset.action === "survey") enter(button);
    if (button?.dataset.action === "survey-close") leave(true);
    if (button?.dataset.action === "survey-see") leave(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !closest(event, "[data-testid=stSidebar]")) return;
    // A list that is open inside closes first: this Escape is no wish to close what it stands in.
    if (list()) event.preventDefault();
    else leave(true);
  }, { capture: true }); // before the list that is open hears of it
  // On a phone the panel covers the page: the focus must not walk on under it.
  document.addEventListener("focusin", (event) => {
    const place = panel();
    if (place && open() && closest(event, "#bar, [data-testid=stMain]") && place.getBoundingClientRect().width > innerWidth * 0.8) leave(false);
  });
  for (const name of ["focusin", "keyup", "click"]) document.addEventListener(name, () => { if (unheard) sayLate(); });
  document.addEventListener("guide:drawn", () => {
    hear();
    // Streamlit calls its landmark "Sidebar": it has the name of what is in it.
    const place = panel(), title = find("[data-testid=stSidebar] [data-survey-title]")?.textContent;
    if (place && title && place.getAttribute("aria-label") !== title) place.setAttribute("aria-label", title);
    if (wanted && root.classList.contains("app")) go();
  });
}
