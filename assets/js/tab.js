// What a visitor chose: kept in this tab (sessionStorage) and nowhere else.
import { closest, find, inputs } from "./dom.js";
import { fill } from "./text.js";

/** @typedef {(name: "restored" | "forget" | "asked", value: unknown) => void} Send */

/** @type {Send | null} */
let send = null;
let met = false;
/** Whether the survey was opened, and whether the app has drawn its questions since. */
let opened = false, drawn = false;

/** The tab's memory. Every key it may write stands in the list on /about; a test compares that list with the browser. */
export const tab = {
  /** @param {string} name @returns {string | null} */
  read(name) {
    try { return sessionStorage.getItem(`guide.${name}`); } catch { return null; }
  },
  /** @param {string} name @param {string} value */
  write(name, value) {
    try { sessionStorage.setItem(`guide.${name}`, value); } catch { /* storage is off: it holds for this page */ }
  },
  /** @param {string} name */
  drop(name) {
    try { sessionStorage.removeItem(`guide.${name}`); } catch { /* nothing was kept */ }
  },
  clear() {
    try {
      sessionStorage.clear();
      localStorage.clear();
    } catch { /* nothing was kept */ }
  },
  /**
   * Called by the app's component `guide-tab` at each run: hands the answers over after a reload, keeps them in step afterwards.
   * @param {{answers: Record<string, unknown>, asked: boolean}} data
   * @param {Send} trigger
   */
  connect(data, trigger) {
    send = trigger;
    const kept = tab.read("answers");
    drawn = data.asked;
    if (!met && kept && kept !== "{}" && !Object.keys(data.answers).length) send("restored", kept);
    else {
      tab.write("answers", JSON.stringify(data.answers));
      if (opened) tab.ask(); // before the app stood, or in a session that the server has lost
    }
    met = true;
  },
  /** Ask for the survey's questions: the app draws them for who opens it. */
  ask() {
    opened = true;
    if (!drawn) send?.("asked", Date.now());
  },
  /** Ask the server to forget. False where no app is connected. */
  forget() {
    if (!send) return false;
    send("forget", Date.now());
    return true;
  },
};

/** What was ticked for the appointment, in the order of ticking. */
export const kept = {
  /** @returns {string[]} */
  all() {
    try { return JSON.parse(tab.read("kept") || "[]"); } catch { return []; }
  },
  /** @param {string[]} names */
  write(names) {
    tab.write("kept", JSON.stringify(names));
    document.dispatchEvent(new CustomEvent("guide:kept"));
    kept.show();
  },
  /** Every box of the page shows what is kept. */
  show() {
    const names = kept.all();
    for (const box of inputs("input[data-keep]")) {
      const on = names.includes(box.dataset.keep ?? "");
      if (box.checked !== on) box.checked = on;
    }
    const page = find("[data-your-page]");
    if (page && names.length) page.textContent = fill(page.dataset.words ?? "", { n: names.length });
  },
};

/** Whether it was said how long ticks last: once, where the first one is made. The page for the appointment says it by itself. */
let told = false;

/** @param {HTMLElement} box */
function tell(box) {
  const words = find("[data-your-page]")?.dataset.told, label = box.closest("label");
  if (told || !words || !label || box.closest("[data-appointment]")) return;
  told = true;
  const line = document.createElement("p");
  line.className = "keep-told";
  line.setAttribute("role", "status");
  label.after(line);
  requestAnimationFrame(() => { line.textContent = words; }); // what comes into a place that is there is read out
}

/** Boxes write what they keep, and follow what other boxes keep. */
export function startKeeping() {
  document.addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement | null} */ (closest(event, "input[data-keep]"));
    if (!box) return;
    const name = box.dataset.keep ?? "", others = kept.all().filter((other) => other !== name);
    kept.write(box.checked ? [...others, name] : others);
    if (box.checked && !others.length) tell(box);
  });
  document.addEventListener("guide:drawn", kept.show);
  kept.show();
}
