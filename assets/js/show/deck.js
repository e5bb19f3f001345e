// A talk's places and keys: pure, without a page. A place is a slide and a step on it; a clicker's two keys walk through all of them.

/** @typedef {{slide: number, step: number}} Place both from 0 */
/** @typedef {"next" | "back" | "first" | "last" | "go" | "blank" | "overview" | "notes" | "controls" | "phones" | "hide" | "theme" | "full" | "close"} Command */
/** @typedef {{key: string, shiftKey?: boolean, altKey?: boolean, ctrlKey?: boolean, metaKey?: boolean}} Pressed */
/** @typedef {"none" | "button" | "input"} Focus what has the focus */

/** The places of a talk. */
export class Deck {
  /** @param {number[]} steps how many each slide has, at least 1 @param {Iterable<number>} [hidden] slides that are passed over */
  constructor(steps, hidden = []) {
    this.steps = steps;
    this.hidden = new Set(hidden);
  }

  /** Pass a slide over, or show it again. @param {number} slide */
  hide(slide) {
    if (!this.hidden.delete(slide)) this.hidden.add(slide);
  }

  /** The nearest slide that is shown, from a slide in a direction; undefined where there is none. @param {number} slide @param {1 | -1} by */
  near(slide, by) {
    for (let n = slide + by; n >= 0 && n < this.steps.length; n += by) if (!this.hidden.has(n)) return n;
    return undefined;
  }

  /** @param {Place} at @returns {Place} */
  next(at) {
    if (at.step + 1 < this.steps[at.slide]) return { slide: at.slide, step: at.step + 1 };
    const slide = this.near(at.slide, 1);
    return slide === undefined ? at : { slide, step: 0 };
  }

  /** Back over what was shown last: a slide that is come back to shows all it has. @param {Place} at @returns {Place} */
  back(at) {
    if (at.step > 0) return { slide: at.slide, step: at.step - 1 };
    const slide = this.near(at.slide, -1);
    return slide === undefined ? at : { slide, step: this.steps[slide] - 1 };
  }

  /** The beginning of a slide, counted from 1; the nearest one there is. @param {number} number @returns {Place} */
  to(number) {
    return { slide: Math.max(0, Math.min(this.steps.length - 1, number - 1)), step: 0 };
  }

  /** The place that an address names (`12` or `12.3`, from 1); the first where it names none. @param {string} text @returns {Place} */
  read(text) {
    const found = /^(\d{1,4})(?:\.(\d{1,3}))?/.exec(text);
    if (!found) return { slide: 0, step: 0 };
    const { slide } = this.to(Number(found[1]));
    return { slide, step: Math.max(0, Math.min(this.steps[slide] - 1, Number(found[2] ?? 1) - 1)) };
  }

  /** @param {Place} at @returns {string} */
  write(at) {
    return `${at.slide + 1}${at.step ? `.${at.step + 1}` : ""}`;
  }
}

/** @type {Record<string, Command>} */
const TURNS = { ArrowRight: "next", ArrowDown: "next", ArrowLeft: "back", ArrowUp: "back", Home: "first", End: "last" };
/** @type {Record<string, Command>} */
const LETTERS = { b: "blank", ".": "blank", o: "overview", n: "notes", c: "controls", p: "phones", h: "hide", t: "theme", f: "full" };

/**
 * What a key asks for, or null. Page Up and Down turn whatever has the focus: they are what clickers send.
 * @param {Pressed} pressed
 * @param {Focus} focus
 * @param {string} typed the digits so far
 * @returns {{command: Command, number?: number} | null}
 */
export function command(pressed, focus, typed = "") {
  if (pressed.altKey || pressed.ctrlKey || pressed.metaKey) return null;
  const { key } = pressed;
  if (key === "PageDown") return { command: "next" };
  if (key === "PageUp") return { command: "back" };
  if (key === "Escape") return { command: "close" };
  if (focus === "input") return null;
  if (key === "Enter" && typed) return { command: "go", number: Number(typed) };
  if (TURNS[key]) return { command: TURNS[key] };
  if (focus === "button" && (key === " " || key === "Enter")) return null;
  if (key === " ") return { command: pressed.shiftKey ? "back" : "next" };
  const letter = LETTERS[key.toLowerCase()];
  return letter ? { command: letter } : null;
}

/** The digits typed so far, with a key added; anything else begins anew. @param {string} typed @param {string} key */
export const typing = (typed, key) => (/^\d$/.test(key) ? (typed + key).slice(-4) : "");

/** Minutes and seconds, as `12:05`. @param {number} milliseconds */
export function clock(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * The time that has gone and what is left of the talk, or how far it is over. @param {number} gone milliseconds @param {number} minutes 0 when nobody set any
 * @returns {{key: "gone" | "time" | "over", now: string, left: string}}
 */
export function times(gone, minutes) {
  const left = minutes * 60_000 - gone, now = clock(gone);
  if (!minutes) return { key: "gone", now, left: "" };
  return left >= 0 ? { key: "time", now, left: clock(left + 999) } : { key: "over", now, left: clock(-left) };
}

/**
 * Which way a finger swiped: sideways, farther than it went up or down, and far enough.
 * @param {number} dx
 * @param {number} dy
 * @returns {Command | null}
 */
export function swipe(dx, dy) {
  if (Math.abs(dx) < 60 || Math.abs(dx) < 1.5 * Math.abs(dy)) return null;
  return dx < 0 ? "next" : "back";
}

/** Whether an address is this computer's alone, so that it leads nobody else anywhere. @param {string} host */
export const local = (host) => /^(localhost(:|$)|127\.|\[::1\])/.test(host);

/** @typedef {"question" | "think" | "sentence" | "answer" | "" | Record<string, string>} Step */

/**
 * What a figure's slide shows at a step: the states laid upon each other so far, and what stands beside them.
 * @param {Step[]} steps
 * @param {number} at
 * @returns {{stage: "question" | "think" | "state" | "sentence" | "answer", values: Record<string, string>}}
 */
export function shown(steps, at) {
  /** @type {Record<string, string>} */
  const values = {};
  /** @type {"question" | "think" | "state" | "sentence" | "answer"} */
  let stage = "question";
  for (const step of steps.slice(0, at + 1)) {
    if (typeof step === "object") {
      Object.assign(values, step);
      stage = "state";
    } else if (step) stage = step;
  }
  return { stage, values };
}
