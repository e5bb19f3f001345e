// A leaflet's page: help lines of a country, and the name of a practice for the print. Neither is kept or sent by this script.
import { countryOf, zoneNow } from "./country.js";
import { all, find, need } from "./dom.js";
import { fill } from "./text.js";

const MOST_LINES = 2;

/**
 * The lines of a country as the bar's Help now has them: its emergency numbers first, then two lines. None where the bar has no line of its own.
 * @param {string} country
 */
function linesOf(country) {
  const listed = country ? find(`[data-help-now] details[data-country="${CSS.escape(country)}"]`) : null;
  const lines = listed ? all("li", listed).slice(0, MOST_LINES) : [];
  if (!listed || !lines.length) return [];
  const urgent = find(".emergency", listed);
  return [...(urgent ? [urgent] : []), ...lines].map((line) => {
    const item = document.createElement("li");
    item.append(...[...line.childNodes].map((node) => node.cloneNode(true)));
    return item;
  });
}

/** Bring a leaflet to life. */
export function startLeaflet() {
  const leaflet = find("[data-leaflet]");
  if (!leaflet) return;
  const list = need("[data-leaflet-help]", leaflet), title = need("[data-leaflet-help-title]", leaflet);
  const anywhere = [...list.children], words = title.textContent ?? "";
  const choice = /** @type {HTMLSelectElement} */ (need("select[name=country]", leaflet));
  const show = () => {
    const lines = linesOf(choice.value);
    list.replaceChildren(...(lines.length ? lines : anywhere));
    title.textContent = lines.length ? fill(title.dataset.words ?? words, { country: choice.selectedOptions[0].textContent ?? "" }) : words;
  };
  const zones = find("[data-help-now]")?.dataset.zones ?? "{}";
  const guess = countryOf(JSON.parse(zones), zoneNow());
  if (guess && [...choice.options].some((option) => option.value === guess)) choice.value = guess;
  choice.addEventListener("change", show);
  show();

  const fields = all("input[data-practice]", leaflet).map((field) => /** @type {HTMLInputElement} */ (field));
  const line = need("[data-leaflet-practice]", leaflet), said = need("[data-practice-words]", line);
  for (const field of fields) {
    field.addEventListener("input", () => {
      said.textContent = fields.map((one) => one.value.trim()).filter(Boolean).join(" · ");
      line.hidden = !said.textContent;
    });
  }
}
