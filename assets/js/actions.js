// What a button with `data-action` does, wherever it stands. Figures know their own.
import { all, closest, copy, download, need } from "./dom.js";
import { embedLine } from "./text.js";

/** @type {Record<string, (button: HTMLElement) => unknown>} */
const ACTIONS = {
  help(button) {
    const panel = /** @type {HTMLDetailsElement} */ (need("[data-help-now]"));
    for (const other of all("#bar details.bar-item")) if (other.contains(button)) other.removeAttribute("open");
    panel.open = true;
    need("summary", panel).focus();
  },
  print: () => window.print(),
  async "copy-page"(button) {
    const place = need("[data-said]", button.parentElement ?? document), url = location.origin + (button.dataset.link ?? location.pathname);
    place.textContent = (await copy(url)) ? button.dataset.done ?? "" : url;
  },
  /** The line that puts a figure into another site, where the figure itself does not stand. */
  async "embed-line"(button) {
    const place = need("[data-said]", button.closest("li") ?? document), { at = "", title = "", height = "", done = "" } = button.dataset;
    const line = embedLine(title, location.origin + at, Number(height));
    place.textContent = (await copy(line)) ? done : line;
  },
  download(button) {
    const { from = "", kind = "text/plain", name = "guide.txt" } = button.dataset, text = need(from).textContent ?? "";
    // Spreadsheets take a table for their own alphabet unless it begins with a byte order mark.
    download(new Blob([kind === "text/csv" ? `\ufeff${text}` : text], { type: `${kind};charset=utf-8` }), name);
  },
};

/** Listen to the page's buttons. */
export function startActions() {
  document.addEventListener("click", (event) => {
    const button = closest(event, "[data-action]");
    const act = button && ACTIONS[button.dataset.action ?? ""];
    if (!act) return;
    if (button.matches("a")) event.preventDefault(); // a link where there is no script
    act(button);
  });
}
