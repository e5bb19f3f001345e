// Help lines of the country where the visitor is: what the survey was told goes before what the device's clock suggests. Help now holds the one list of
// lines; whoever shows some of them takes them from there. A guess brings a country to the top and never removes one.

const MOST_LINES = 2;

/**
 * @param {Record<string, string>} zones time zone to country
 * @param {string} zone
 * @returns {string | null}
 */
export const countryOf = (zones, zone) => (Object.hasOwn(zones, zone) ? zones[zone] : null);

/** The browser's time zone, or "". */
export function zoneNow() {
  try { return Intl.DateTimeFormat().resolvedOptions().timeZone || ""; } catch { return ""; }
}

/**
 * The country that was told, else the one that is guessed; null when there is neither.
 * @param {string | null} answers what the tab keeps of the survey
 * @param {Record<string, string>} zones
 * @param {string} zone
 * @returns {{country: string, told: boolean} | null}
 */
export function whereAmI(answers, zones, zone) {
  let told = "";
  try { told = String(JSON.parse(answers ?? "{}").country ?? ""); } catch { /* a torn note tells nothing */ }
  const country = told || countryOf(zones, zone);
  return country ? { country, told: Boolean(told) } : null;
}

/**
 * The lines of a country as Help now has them: its emergency numbers first, then two lines. None where it has no line of its own.
 * @param {Element} help the panel of Help now
 * @param {string} country
 * @returns {{name: string, lines: HTMLElement[]}}
 */
export function linesOf(help, country) {
  const listed = country ? help.querySelector(`details[data-country="${CSS.escape(country)}"]`) : null;
  const lines = listed ? [...listed.querySelectorAll("li")].slice(0, MOST_LINES) : [], name = listed?.querySelector("summary")?.textContent ?? "";
  if (!listed || !lines.length) return { name, lines: [] };
  const urgent = listed.querySelector(".emergency");
  const copied = [...(urgent ? [urgent] : []), ...lines].map((line) => {
    const item = document.createElement("li");
    item.append(...[...line.childNodes].map((node) => node.cloneNode(true)));
    return item;
  });
  return { name, lines: copied };
}
