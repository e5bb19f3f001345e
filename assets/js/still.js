// A tab that looks around from a talk reads the served pages without the app (early.js): one line says so, with the ways back and on.
import { find } from "./dom.js";
import { tab } from "./tab.js";

/** Whether this tab reads without the app. */
export const still = () => Boolean(tab.read("still"));

/** Show the line where there is an app to start; its button, and whatever else asks for the app, ends it. */
export function startStill() {
  const line = find("#still"), code = tab.read("still");
  if (!line || !code || !document.getElementById("later")) return;
  const back = /** @type {HTMLAnchorElement | null} */ (find("[data-still-back]", line));
  if (back && code !== "yes") back.pathname += `/${code}`;
  line.hidden = false;
  find("[data-still-start]", line)?.addEventListener("click", () => { document.dispatchEvent(new CustomEvent("guide:wanted")); });
  document.addEventListener("guide:wanted", () => {
    line.hidden = true;
    tab.drop("still");
  }, { once: true });
}
