// What stands on a figure's stage: a plot (Plotly's) or a drawing (SVG or words with named parts). Both follow one State.
import { all, find, root } from "../dom.js";
import { dark } from "../looks.js";
import { withPlotly } from "./files.js";
import { onPaper, recolor } from "./palette.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Frame} Frame */

const CONFIG = { staticPlot: true, displayModeBar: false, responsive: false };
const NARROW = 520;
const QUIET = 150; // ms without a move that was overtaken
const READING_SIZE = 16; // pixels of the root font at the text size "normal"
// Pixels in which a narrow plot's words have room at the size "normal"; a wider stage lets them grow as the text does. At 270 the words of
// two plots still met or turned on end on a phone of 390 px with the largest text; at 290 none does (tests/browser/test_looks.py).
const LEAST_WIDTH = 290;

/** The letters of a page that was first painted without the guide's (early.js keeps them); undefined where it has the guide's own. */
const letters = () => (root.dataset.system?.includes("sans") ? getComputedStyle(root).getPropertyValue("--sans") : undefined);

/**
 * The font of the plots' words. Plotly measures words once and keeps what it measured: drawn in a fallback, a plot's margins stay wrong.
 * A lost font keeps no plot waiting, and a page in the system's letters waits for none (170 KB: 0.9 s of a slow phone's line).
 */
const theFont = () => letters() ?? Promise.race([document.fonts.load('1rem "Source Sans"').catch(() => {}), new Promise((done) => { setTimeout(done, 3000); })]);

/** A plot. */
export class Plot {
  /** @param {HTMLElement} stage @param {State} state */
  constructor(stage, state) {
    this.stage = stage;
    this.state = state;
    this.canvas = document.createElement("div");
    this.canvas.className = "fig-canvas";
    this.canvas.setAttribute("aria-hidden", "true");
    this.large = false;
    // On a slide the stage has a size of its own, and the plot takes it.
    this.fills = Boolean(stage.closest("[data-slide]"));
    /** @type {Frame | null} */
    this.drawn = null;
    /** @type {Promise<unknown> | null} */
    this.moving = null;
    this.late = 0;
  }

  /** Draw for the first time, then take the picture's place. */
  async start() {
    const [plotly] = await Promise.all([withPlotly(), theFont()]);
    this.plotly = plotly;
    this.stage.append(this.canvas);
    const size = () => `${this.stage.clientWidth} ${this.fills ? this.stage.clientHeight : ""}`;
    let last = size();
    try {
      await this.plotly.newPlot(this.canvas, this.traces(), this.layout(), CONFIG);
    } catch (error) {
      this.canvas.remove();
      throw error;
    }
    this.drawn = this.state.frame;
    for (const picture of all(".fig-picture", this.stage)) picture.remove();
    let waiting = 0;
    new ResizeObserver(() => {
      clearTimeout(waiting);
      waiting = window.setTimeout(() => {
        if (!this.stage.isConnected || size() === last) return; // told of the size it was drawn in: a second plot takes a slow phone 0.2 s
        last = size();
        this.settle();
      }, 80);
    }).observe(this.stage);
  }

  get palette() {
    return dark() ? this.state.file.palette : {};
  }

  traces() {
    return recolor(this.state.traces(), this.palette);
  }

  layout() {
    const { file } = this.state, width = this.stage.clientWidth, narrow = width < NARROW;
    const own = this.large ? Math.max(280, innerHeight * 0.6) : file.height[narrow ? 0 : 1];
    const height = this.fills ? this.stage.clientHeight || own : own;
    const wanted = parseFloat(getComputedStyle(root).fontSize) / READING_SIZE * (this.large ? 1.5 : 1);
    const scale = Math.min(wanted, Math.max(1, width / LEAST_WIDTH));
    const layout = recolor(this.state.layout({ narrow, scale, width, height }), this.palette), family = letters();
    return family ? { ...layout, font: { ...layout.font, family } } : layout;
  }

  /** Show the state: by a light move where only lines and points move, else by a redraw. */
  draw() {
    const frame = this.state.frame, before = this.drawn, next = frame.t ?? [];
    if (!this.plotly || !before || before.l !== frame.l) return this.settle();
    const same = (/** @type {number} */ n, /** @type {string} */ name) => next[n][name] === before.t?.[n]?.[name];
    const moved = next.flatMap((trace, n) => (Object.keys(trace).every((name) => same(n, name)) ? [] : [n]));
    const light = moved.every((n) => {
      const { type } = this.state.file.data[n];
      return (!type || type === "scatter") && Object.keys(next[n]).every((name) => name === "x" || name === "y" || same(n, name));
    });
    if (!light) return this.settle();
    this.drawn = frame;
    if (!moved.length) return undefined;
    const data = moved.map((n) => Object.fromEntries(["x", "y"].filter((axis) => axis in next[n]).map((axis) => [axis, this.state.pool(next[n][axis])])));
    // Measured on a plot of three lines and a marker: react 26 ms (109 on a 4x slower processor), animate without redraw 16 (44).
    this.moving = this.plotly.animate(this.canvas, { data, traces: moved }, { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } });
    // A move that the next one overtakes before it began is rejected, and what it carried is lost: it is drawn in full once all is quiet.
    this.moving.catch(() => {
      clearTimeout(this.late);
      this.late = window.setTimeout(() => { if (this.stage.isConnected) this.settle(); }, QUIET);
    });
    return undefined;
  }

  /** Draw all of it again: other words, bars, size or colors. */
  settle() {
    const { plotly } = this;
    if (!plotly) return;
    this.drawn = this.state.frame;
    const draw = () => plotly.react(this.canvas, this.traces(), this.layout(), CONFIG);
    // A redraw that overtakes a light move would be undone when the move lands: wait for it, then draw what holds by then.
    const { moving } = this;
    this.moving = null;
    if (moving) moving.then(draw, draw);
    else draw();
  }

  /**
   * Take the colors of paper at once: a print does not wait for a redraw.
   * @returns {() => void} back to those of the screen
   */
  paper() {
    const { palette } = this, names = ["style", "fill", "stroke"], before = /** @type {[Element, string, string][]} */ ([]);
    if (!Object.keys(palette).length) return () => {};
    for (const part of this.canvas.querySelectorAll("[style], [fill], [stroke]")) {
      for (const name of names) {
        const value = part.getAttribute(name);
        if (!value) continue;
        before.push([part, name, value]);
        part.setAttribute(name, onPaper(value, palette));
      }
    }
    return () => { for (const [part, name, value] of before) part.setAttribute(name, value); };
  }

  /** The plot as SVG at a size of its own. @returns {Promise<{svg: SVGSVGElement, width: number, height: number}>} */
  async svg() {
    const plotly = await withPlotly(), width = 720, height = this.state.file.height[1], holder = document.createElement("div");
    const plot = await plotly.newPlot(holder, this.traces(), recolor(this.state.layout({ width, height }), this.palette), CONFIG);
    const url = await plotly.toImage(plot, { format: "svg", width, height });
    plotly.purge(holder);
    const text = decodeURIComponent(url.slice(url.indexOf(",") + 1));
    return { svg: /** @type {any} */ (new DOMParser().parseFromString(text, "image/svg+xml").documentElement), width, height };
  }
}

const LOOKS = ["fill", "stroke", "stroke-width", "opacity", "font-size", "font-family", "font-weight", "text-anchor"];

/** A drawing whose parts are named. */
export class Drawing {
  /** @param {HTMLElement} stage @param {State} state */
  constructor(stage, state) {
    this.stage = stage;
    this.state = state;
    this.parts = new Map(all("[data-part]", stage).map((part) => [part.dataset.part ?? "", part]));
    this.large = false;
  }

  async start() {
    this.draw();
  }

  /** A drawing's colors are the page's own: on paper they are light by themselves. */
  paper() {
    return () => {};
  }

  /** Each part takes its words and attributes of this state. */
  draw() {
    for (const [name, values] of this.state.parts) {
      const part = this.parts.get(name);
      if (!part) continue;
      for (const [attribute, value] of Object.entries(values)) {
        if (attribute === "text") {
          if (part.textContent !== value) part.textContent = value;
        } else if (part.getAttribute(attribute) !== value) part.setAttribute(attribute, value);
      }
    }
  }

  settle() {
    this.draw();
  }

  /** The drawing as SVG with its looks written into it; null for a list or table of words. */
  async svg() {
    const drawn = /** @type {SVGSVGElement | null} */ (/** @type {unknown} */ (find("svg", this.stage)));
    if (!drawn) return null;
    const svg = /** @type {SVGSVGElement} */ (drawn.cloneNode(true));
    const from = [drawn, ...drawn.querySelectorAll("*")], to = [svg, ...svg.querySelectorAll("*")];
    from.forEach((element, n) => {
      const look = getComputedStyle(element), copy = to[n];
      if (copy instanceof SVGElement) for (const name of LOOKS) copy.style.setProperty(name, look.getPropertyValue(name));
    });
    return { svg, width: drawn.viewBox.baseVal.width || 360, height: drawn.viewBox.baseVal.height || 320 };
  }
}
