// Pictures that answer: a medicine that is picked sets one, and so does a button. Nothing is sent.
import { all, closest, find, need } from "./dom.js";
import { wake } from "./figure/meet.js";
import { readAddress } from "./figure/state.js";
import { still } from "./looks.js";
import { fill } from "./text.js";

/** What was asked of a figure that is still waking: the last wish counts. @type {WeakMap<HTMLElement, Record<string, string>>} */
const asked = new WeakMap();

/**
 * Bring a figure to life where it is still a picture, then set it to what was asked of it last.
 * @param {HTMLElement} figure
 * @param {Record<string, string>} values
 */
async function setFigure(figure, values) {
  const waiting = asked.has(figure);
  asked.set(figure, values);
  if (waiting) return;
  const live = await wake(figure), last = asked.get(figure);
  asked.delete(figure);
  if (live && last) live.apply(last);
}

/** The copy of a figure that stands nearest to an element of the same page. @param {string} name @param {HTMLElement} from */
function nearest(name, from) {
  const at = from.getBoundingClientRect().top, place = from.closest("#root, #served") ?? document;
  const far = (/** @type {HTMLElement} */ figure) => Math.abs(figure.getBoundingClientRect().top - at);
  return all(`[data-figure="${CSS.escape(name)}"]`, place).sort((a, b) => far(a) - far(b))[0];
}

/** Show a choice's steps, and what the picture shows. @param {HTMLInputElement} pick @param {HTMLElement} how */
function show(pick, how) {
  for (const steps of all("[data-steps]", how)) steps.toggleAttribute("data-chosen", steps.dataset.steps === pick.value);
  const said = need("[data-how-said]", how), none = pick.value === "none";
  need("[data-how-none]", how).hidden = !none;
  said.hidden = none;
  need("span", said).textContent = fill(how.dataset.showing ?? "", { name: (pick.parentElement?.textContent ?? "").trim() });
  need("a", said).setAttribute("href", `#how-${pick.value}`);
}

/** @param {HTMLInputElement} pick @param {HTMLElement} how */
function choose(pick, how) {
  show(pick, how);
  const { name, values } = readAddress(pick.dataset.sets ?? ""), figure = find(`[data-figure="${CSS.escape(name)}"]`, how);
  if (figure) setFigure(figure, values);
}

/** Listen to the choices and buttons that set figures. */
export function startPresets() {
  document.addEventListener("change", (event) => {
    const pick = /** @type {HTMLInputElement | null} */ (closest(event, "input[data-sets]")), how = pick?.closest("[data-how]");
    if (pick && how instanceof HTMLElement) choose(pick, how);
  });
  // A link or a touch of the picture may have set it: the choice follows.
  document.addEventListener("guide:state", (event) => {
    const figure = /** @type {HTMLElement} */ (event.target), how = figure.closest("[data-how]");
    if (!(how instanceof HTMLElement) || asked.has(figure)) return;
    const medicine = /** @type {HTMLSelectElement | null} */ (find("select", figure)), text = medicine?.selectedOptions[0];
    const pick = text && /** @type {HTMLInputElement | undefined} */ (all("input[data-sets]", how)[text.index]);
    if (pick && !pick.checked) {
      pick.checked = true;
      show(pick, how);
    }
  });
  document.addEventListener("click", (event) => {
    const button = closest(event, "button[data-preset]");
    if (!button) return;
    const { name, values } = readAddress(button.dataset.preset ?? ""), figure = nearest(name, button);
    if (!figure) return;
    figure.scrollIntoView({ block: "start", behavior: still() ? "auto" : "smooth" });
    setFigure(figure, values);
  });
}
