// Leave, after GOV.UK's "Exit this page": everything is hidden at once, what was chosen is forgotten, a plain page follows.
import { find, need, root } from "./dom.js";
import { tab } from "./tab.js";

let leaving = false;

/** @param {HTMLAnchorElement} exit @param {string[]} words */
function leave(exit, words) {
  leaving = true;
  document.dispatchEvent(new CustomEvent("guide:leaving"));
  const cover = document.createElement("div");
  cover.className = "leaving";
  cover.setAttribute("role", "alert");
  cover.textContent = words[0];
  document.body.append(cover);
  root.classList.add("leaving-now");
  document.title = words[0];
  const told = tab.forget();
  tab.clear();
  // One turn of the event loop lets the socket carry "forget"; the screen is already empty.
  setTimeout(() => location.replace(exit.href), told ? 60 : 0);
}

/** The link in the bar, and Shift pressed three times. */
export function startLeave() {
  const exit = /** @type {HTMLAnchorElement | null} */ (find("[data-action=leave]"));
  if (!exit) return;
  /** @type {string[]} */
  const words = JSON.parse(exit.dataset.words ?? "[]");
  const status = need("[data-leave-status]");
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave(exit, words);
  });
  let presses = 0, timer = 0, alone = false;
  const reset = (text = "") => {
    presses = 0;
    clearTimeout(timer);
    status.textContent = text;
  };
  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift" && !event.repeat;
    if (event.key !== "Shift") reset();
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone || document.fullscreenElement || leaving) return;
    presses += 1;
    clearTimeout(timer);
    if (presses === 3) {
      reset();
      leave(exit, words);
      return;
    }
    status.textContent = words[presses];
    timer = window.setTimeout(() => reset(words[3]), 5000);
  });
  window.addEventListener("pageshow", () => {
    if (!leaving) return;
    leaving = false;
    find(".leaving")?.remove();
    root.classList.remove("leaving-now");
    location.reload();
  });
}
