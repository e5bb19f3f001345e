// The country of the visitor, chosen in a list where it is to be seen and changed.
import { find } from "./dom.js";
import { whereAmI, zoneNow } from "./lines.js";
import { tab } from "./tab.js";

/** Choose in a list of countries the one that was told, or that is guessed; it stands there to be seen and changed. @param {HTMLSelectElement} choice */
export function chooseHere(choice) {
  const help = find("[data-help-now]"), here = help && whereAmI(tab.read("answers"), JSON.parse(help.dataset.zones ?? "{}"), zoneNow());
  if (here && [...choice.options].some((option) => option.value === here.country)) choice.value = here.country;
}
