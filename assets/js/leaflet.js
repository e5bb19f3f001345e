// A leaflet's page: help lines of a country, and the name of a practice for the print. Neither is kept or sent by this script.
import { all, find, need } from "./dom.js";
import { chooseHere } from "./here.js";
import { linesOf } from "./lines.js";
import { fill } from "./text.js";

/** Bring a leaflet to life. */
export function startLeaflet() {
  const leaflet = find("[data-leaflet]"), help = find("[data-help-now]");
  if (!leaflet || !help) return;
  const list = need("[data-leaflet-help]", leaflet), title = need("[data-leaflet-help-title]", leaflet);
  const anywhere = [...list.children], words = title.textContent ?? "";
  const choice = /** @type {HTMLSelectElement} */ (need("select[name=country]", leaflet));
  const show = () => {
    const { lines } = linesOf(help, choice.value);
    list.replaceChildren(...(lines.length ? lines : anywhere));
    title.textContent = lines.length ? fill(title.dataset.words ?? words, { country: choice.selectedOptions[0].textContent ?? "" }) : words;
  };
  chooseHere(choice);
  choice.addEventListener("change", show);
  show();

  const fields = all("input[data-practice]", leaflet).map((field) => /** @type {HTMLInputElement} */ (field));
  const line = need("[data-leaflet-practice]", leaflet), said = need("[data-practice-words]", line);
  for (const field of fields) {
    field.addEventListener("input", () => {
      said.textContent = fields.map((one) => one.value.trim()).filter(Boolean).join(" · ");
      line.hidden = !said.textContent;
      // The name stands in the print alone, so that its button is the first one then.
      find(".leaflet-tools [type=submit]", leaflet)?.classList.toggle("on", line.hidden);
      find(".leaflet-tools [data-action=print]", leaflet)?.classList.toggle("on", !line.hidden);
    });
  }
}
