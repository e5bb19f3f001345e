// A figure's file and the state it is in: pure, without a page. The file's keys are those of payload.schema.json.
import { valueSigns } from "../chosen.js";

/** @typedef {{[name: string]: any}} Look properties of a Plotly trace or layout */
/** @typedef {{id: string, label: string, kind: "range" | "choice" | "toggle", start: number, values: [string, string][]}} Control */
/** @typedef {{s: number, r: number[], t?: {[name: string]: number}[], l?: number, p?: number[]}} Frame places in the pool */
/**
 * @typedef {object} Payload
 * @property {string} id
 * @property {string} question
 * @property {Control[]} controls
 * @property {string[]} columns
 * @property {Look[]} data traces in the first state
 * @property {Look} layout
 * @property {Look} narrow laid over the layout under 520 px
 * @property {[number, number]} height pixels of the stage: narrow, wide
 * @property {{[light: string]: string}} palette light color to dark color
 * @property {string[]} parts names of a drawing's parts
 * @property {any[]} pool each value once
 * @property {Frame[]} frames one for each combination of the controls' values, the last control fastest
 */

/**
 * The state of a figure: the place of each control's value.
 */
export class State {
  /** @param {Payload} file */
  constructor(file) {
    this.file = file;
    /** @type {number[]} */
    this.at = file.controls.map((control) => control.start);
  }

  /** @returns {Frame} */
  get frame() {
    return this.file.frames[this.at.reduce((sum, value, n) => sum * this.file.controls[n].values.length + value, 0)];
  }

  /** The controls' values by their ids. @returns {Record<string, string>} */
  get values() {
    return Object.fromEntries(this.file.controls.map((control, n) => [control.id, control.values[this.at[n]][0]]));
  }

  /** The values that the controls begin with. @returns {Record<string, string>} */
  get first() {
    return Object.fromEntries(this.file.controls.map(({ id, start, values }) => [id, values[start][0]]));
  }

  /** What stands at a place of the pool. @param {number} place */
  pool(place) {
    return this.file.pool[place];
  }

  /** What a drawing's parts take on in this state: their words and attributes by their names. @returns {[string, Record<string, string>][]} */
  get parts() {
    return (this.frame.p ?? []).map((place, n) => [this.file.parts[n], this.pool(place)]);
  }

  /** The sentence of this state. @returns {string} */
  get sentence() {
    return this.pool(this.frame.s);
  }

  /** The table's rows in this state. @returns {string[][]} */
  get rows() {
    return this.frame.r.map((place) => this.pool(place));
  }

  /**
   * Set controls by their ids; names and values that nobody knows are passed over.
   * @param {Record<string, string>} values
   * @returns {boolean} whether anything changed
   */
  set(values) {
    let changed = false;
    this.file.controls.forEach((control, n) => {
      const place = control.id in values ? control.values.findIndex(([value]) => value === values[control.id]) : -1;
      if (place < 0 || place === this.at[n]) return;
      this.at[n] = place;
      changed = true;
    });
    return changed;
  }

  /** The address of this state: it stands after the #, which a browser never sends. */
  get address() {
    return `#${this.file.id}~${Object.entries(this.values).map(([control, value]) => valueSigns(control, value)).join("")}`;
  }

  /** The signs of the values that are not those of the beginning: what a leaflet's link says of this state. @returns {string[]} */
  get told() {
    return this.file.controls.flatMap(({ id, start, values }, n) => (this.at[n] === start ? [] : [valueSigns(id, values[this.at[n]][0])]));
  }

  /** Take the state of an address that names this figure. @param {string} hash */
  follow(hash) {
    const { name, values, signs } = readAddress(hash);
    for (const { id, values: known } of this.file.controls) {
      const named = known.find(([value]) => signs.includes(valueSigns(id, value)));
      if (named) values[id] = named[0];
    }
    return name === this.file.id && this.set(values);
  }

  /** The traces with a frame's values laid upon them. @returns {Look[]} */
  traces(frame = this.frame) {
    return this.file.data.map((trace, n) => {
      const over = Object.entries(frame.t?.[n] ?? {}).map(([name, place]) => [name, this.pool(place)]);
      return merge(trace, Object.fromEntries(over));
    });
  }

  /**
   * The layout of this state.
   * @param {{narrow?: boolean, scale?: number, width: number, height: number}} size
   * @returns {Look}
   */
  layout({ narrow = false, scale = 1, width, height }) {
    let layout = this.frame.l === undefined ? this.file.layout : merge(this.file.layout, this.pool(this.frame.l));
    if (narrow) layout = merge(layout, this.file.narrow);
    return merge(scale === 1 ? layout : scaled(layout, scale), { width, height });
  }
}

/**
 * A figure's id and its state from `#id~signs`, or from `#id?control=value&…` as links of before say it (or without the #). A malformed escape names nothing.
 * @param {string} text
 * @returns {{name: string, values: Record<string, string>, signs: string[]}}
 */
export function readAddress(text) {
  let plain = "";
  try { plain = decodeURIComponent(text.replace(/^#/, "")); } catch { /* a torn link names no figure */ }
  const [place, query = ""] = plain.split("?"), [name, state = ""] = place.split("~");
  return { name, values: Object.fromEntries(new URLSearchParams(query)), signs: state.match(/[0-9a-z]{3}/g) ?? [] };
}

/** @param {unknown} value @returns {value is Look} */
const isLook = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * `base` with `over` laid upon it, objects within objects; neither is changed.
 * @param {Look} base
 * @param {Look} over
 * @returns {Look}
 */
export function merge(base, over) {
  const out = { ...base };
  for (const [key, value] of Object.entries(over)) out[key] = isLook(value) && isLook(out[key]) ? merge(out[key], value) : value;
  return out;
}

/**
 * Every `size` within (fonts, markers) made larger; nothing else changes.
 * @param {any} value
 * @param {number} by
 * @param {string} [key]
 * @returns {any}
 */
export function scaled(value, by, key = "") {
  if (typeof value === "number") return key === "size" ? value * by : value;
  if (Array.isArray(value)) return value.map((one) => scaled(one, by));
  if (isLook(value)) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, scaled(one, by, name)]));
  return value;
}
