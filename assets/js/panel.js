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

/** Open the panel and move the focus to its name. @param {HTMLElement | null} from */
function enter(from) {
  opener = from;
  closePanels();
  const button = find("[data-testid=stExpandSidebarButton]") ?? find("[data-testid=stExpandSidebarButton] button");
  tab.ask();
  wanted = !open() && !button;
  document.dispatchEvent(new CustomEvent("guide:wanted"));
  if (!open()) button?.click();
  focusTitle(180); // 3 s at 60 frames a second
}

/** The panel's words come with it. @param {number} tries frames to wait for them */
function focusTitle(tries) {
  const title = find("[data-testid=stSidebar] [data-survey-title]");
  if (open() && title) {
    title.focus();
    closed();
    closed = onBack(() => leave(true));
  } else if (tries) requestAnimationFrame(() => focusTitle(tries - 1));
}

/** Close the panel. @param {boolean} back whether the focus returns to who opened it */
function leave(back) {
  if (!open()) return;
  closed();
  (find("[data-testid=stSidebarCollapseButton] button") ?? find("[data-testid=stSidebarCollapseButton]"))?.click();
  if (!back) return;
  if (opener?.isConnected && opener.getClientRects().length) opener.focus();
  else find("#bar [data-action=survey]")?.focus();
}

/** Listen to the buttons of the panel and to Escape within it. */
export function startPanel() {
  document.addEventListener("click", (event) => {
    const button = closest(event, "[data-action]");
    if (button?.dataset.action === "survey") enter(button);
    if (button?.dataset.action === "survey-close") leave(true);
    if (button?.dataset.action === "survey-see") leave(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !closest(event, "[data-testid=stSidebar]")) return;
    // A list that is open inside closes first: this Escape is no wish to close what it stands in.
    if (find("[data-testid=stSidebar] input[aria-expanded=true]")) event.preventDefault();
    else leave(true);
  }, { capture: true }); // before the list that is open hears of it
  // On a phone the panel covers the page: the focus must not walk on under it.
  document.addEventListener("focusin", (event) => {
    const place = panel();
    if (place && open() && closest(event, "#bar, [data-testid=stMain]") && place.getBoundingClientRect().width > innerWidth * 0.8) leave(false);
  });
  document.addEventListener("guide:drawn", () => {
    // Streamlit calls its landmark "Sidebar": it has the name of what is in it.
    const place = panel(), title = find("[data-testid=stSidebar] [data-survey-title]")?.textContent;
    if (place && title && place.getAttribute("aria-label") !== title) place.setAttribute("aria-label", title);
    if (wanted && root.classList.contains("app")) enter(opener);
  });
}
