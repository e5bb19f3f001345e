// One signal for every change of looks: the device's theme, the choice in Aa, text size, forced colors, the window's size.
import { root } from "./dom.js";
import { tab } from "./tab.js";

export const looks = new EventTarget();

let asked = 0;
/** Tell everybody once a frame, however many changes came. */
function tell() {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(() => looks.dispatchEvent(new Event("change")));
}

/** Whether the page is dark now, by choice or by the device. */
export const dark = () => getComputedStyle(root).colorScheme.includes("dark");

/** Whether the visitor asked for little motion. */
export const still = () => root.dataset.motion === "off" || matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Look as was chosen in this tab: `theme`, `text`, `motion`. (A page of the app is dressed before it is drawn: early.js.) @param {...string} names */
export function dress(...names) {
  for (const name of names) {
    const chosen = tab.read(name);
    if (chosen && chosen !== "system") root.dataset[name] = chosen;
  }
}

/** Listen to everything that changes looks. */
export function startLooks() {
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-contrast: more)"]) matchMedia(query).addEventListener("change", tell);
  new MutationObserver(tell).observe(root, { attributes: true, attributeFilter: ["data-theme", "data-text"] });
}
