// What a figure needs from the network: its states and Plotly, each asked for once; what was lost is asked for again.
import { need, root } from "../dom.js";

/** @typedef {import("./state.js").Payload} Payload */

/**
 * @typedef {object} PlotlyApi the part of Plotly that figures use
 * @property {(where: HTMLElement, data: any, layout: any, config: any) => Promise<HTMLElement>} newPlot
 * @property {(where: HTMLElement, data: any, layout: any, config: any) => Promise<HTMLElement>} react
 * @property {(where: HTMLElement, frame: any, options: any) => Promise<void>} animate
 * @property {(where: HTMLElement, options: any) => Promise<string>} toImage
 * @property {(where: HTMLElement) => void} purge
 */

/** @type {Map<string, Promise<any>>} */
const asked = new Map();

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} ask
 * @returns {Promise<T>}
 */
function once(name, ask) {
  const found = asked.get(name) ?? ask().catch((error) => {
    asked.delete(name);
    throw error;
  });
  asked.set(name, found);
  return found;
}

/** A figure's states. In the file to keep they stand in the document: `#<id>`. @param {string} src @returns {Promise<Payload>} */
export const fetchFigure = (src) => once(src, async () => {
  if (src.startsWith("#")) return JSON.parse(need(src).textContent ?? "");
  const answer = await fetch(src);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
});

/** @returns {Promise<PlotlyApi>} */
export const withPlotly = () => once("plotly", () => new Promise((done, failed) => {
  const here = /** @type {any} */ (window).Plotly;
  if (here) {
    done(here);
    return;
  }
  const script = document.createElement("script");
  script.src = root.dataset.plotly ?? "";
  script.onload = () => done(/** @type {any} */ (window).Plotly);
  script.onerror = () => {
    script.remove();
    failed(new Error("Plotly did not come"));
  };
  document.head.append(script);
}));
