// The bar: Contents, Aa, Help now. It stands in the served page and works when the app does not.
import { all, find, inputs, need, onBack, root } from "./dom.js";
import { whereAmI, zoneNow } from "./lines.js";
import { tab } from "./tab.js";
import { fill } from "./text.js";

const DEFAULTS = /** @type {Record<string, string>} */ ({ text: "normal", theme: "system", trail: "keep", motion: "device" });

/** @returns {HTMLDetailsElement[]} */
const panels = () => all("#bar details.bar-item").map((panel) => /** @type {HTMLDetailsElement} */ (panel));

/** Close every panel of the bar. */
export function closePanels() {
  for (const panel of panels()) panel.open = false;
}

function startPanels() {
  for (const panel of panels()) {
    panel.addEventListener("toggle", () => {
      if (!panel.open) return;
      for (const other of panels()) if (other !== panel) other.open = false;
      panel.addEventListener("toggle", onBack(() => { panel.open = false; }), { once: true });
    });
  }
  document.addEventListener("keydown", (event) => {
    const open = panels().find((panel) => panel.open);
    if (event.key === "Escape" && open) {
      open.open = false;
      need("summary", open).focus();
    }
  });
  const elsewhere = (/** @type {Event} */ event) => {
    for (const panel of panels()) if (panel.open && event.target instanceof Node && !panel.contains(event.target)) panel.open = false;
  };
  document.addEventListener("click", elsewhere);
  document.addEventListener("focusin", elsewhere); // a focus must not walk on under what is open
}

/** Bring the visitor's country to the top of Help now. @param {HTMLElement} help */
function orderHelp(help) {
  const here = whereAmI(tab.read("answers"), JSON.parse(help.dataset.zones ?? "{}"), zoneNow());
  const item = here && /** @type {HTMLDetailsElement | null} */ (find(`details[data-country="${CSS.escape(here.country)}"]`, help));
  if (!item || item.dataset.first !== undefined) return;
  for (const other of all("details[data-first]", help)) delete other.dataset.first;
  item.dataset.first = "";
  const guess = need("[data-guess]", help);
  need("p", guess).textContent = fill((here.told ? guess.dataset.told : guess.dataset.words) ?? "", { country: need("summary", item).textContent ?? "" });
  guess.hidden = false;
  item.open = true;
  item.parentElement?.prepend(item);
}

function startHelp() {
  const help = /** @type {HTMLDetailsElement | null} */ (find("[data-help-now]"));
  if (!help) return;
  // The first question for a time zone takes a slow phone 0.1 s: it is not asked while the page starts, but before the panel opens, or when the app comes.
  const order = () => orderHelp(help);
  for (const name of ["pointerdown", "click"]) need("summary", help).addEventListener(name, order);
  help.addEventListener("toggle", () => { if (help.open) order(); });
  document.addEventListener("guide:begun", () => setTimeout(order), { once: true });
}

function startSettings() {
  for (const input of inputs("#bar input[data-setting]")) {
    const name = input.dataset.setting ?? "";
    input.checked = input.value === (tab.read(name) || DEFAULTS[name]);
    input.addEventListener("change", () => {
      tab.write(name, input.value);
      if (name === "trail") return;
      if (name === "text" || name === "motion") {
        root.dataset[name] = input.value;
        return;
      }
      if (input.value === "system") delete root.dataset.theme;
      else root.dataset.theme = input.value;
      // Streamlit reads its theme only while it starts.
      if (root.dataset.page) location.reload();
    });
  }
}

/** Bring the bar to life. */
export function startBar() {
  startPanels();
  startHelp();
  startSettings();
}
