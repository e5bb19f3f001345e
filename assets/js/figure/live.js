// A live figure: its controls set its state, its stage and its words follow; nothing is sent.
import { ownPart } from "../chosen.js";
import { embedLine } from "../text.js";
import { closest, copy, find, inputs, need } from "../dom.js";
import { looks } from "../looks.js";
import { Drawing, Plot } from "./draw.js";
import { save } from "./export.js";
import { State } from "./state.js";
import { Words } from "./words.js";

/** @typedef {import("./state.js").Payload} Payload */

/** One figure of the page, alive. */
export class Live {
  /** @param {HTMLElement} element @param {Payload} file */
  constructor(element, file) {
    this.element = element;
    this.state = new State(file);
    this.state.follow(element.dataset.begin ?? "");
    this.state.follow(location.hash);
    this.stage = need(".fig-stage", element);
    this.said = need("[data-said]", element);
    this.inputs = file.controls.map((control) => inputs(`[data-control="${control.id}"]`, element));
    this.picture = file.data.length ? new Plot(this.stage, this.state) : new Drawing(this.stage, this.state);
  }

  /** Come to life. Rejects when Plotly does not come: the picture then stays. */
  async start() {
    this.read();
    await this.picture.start();
    if (this.read()) this.picture.draw();
    this.words = new Words(this.element, this.state);
    // A list or table of words has no picture to take along; its numbers and its link travel instead.
    if (!this.state.file.data.length && !find("svg", this.stage)) for (const kind of ["svg", "png"]) find(`button[data-action=${kind}]`, this.element)?.remove();
    this.listen();
    this.show();
    this.element.dataset.state = "live";
    this.tell();
  }

  /** The place of the value that a field shows; null for a choice that is not made. @param {HTMLInputElement} input */
  placeIn(input) {
    if (input.type === "checkbox") return Number(input.checked);
    return input.type === "radio" && !input.checked ? null : Number(input.value);
  }

  /** Take over what was set while the figure was a picture. @returns {boolean} whether anything was */
  read() {
    let changed = false;
    this.inputs.forEach((fields, n) => {
      for (const input of fields) {
        const place = input.dataset.touched === undefined ? null : this.placeIn(input);
        if (place === null || place === this.state.at[n]) continue;
        this.state.at[n] = place;
        changed = true;
      }
    });
    return changed;
  }

  listen() {
    // A link to another state of it, opened where it already stands.
    for (const name of ["hashchange", "guide:place"]) {
      window.addEventListener(name, () => { if (this.element.isConnected && this.state.follow(location.hash)) this.follow(); });
    }
    this.inputs.forEach((fields, n) => {
      for (const input of fields) {
        input.addEventListener("input", () => {
          const place = this.placeIn(input);
          if (place !== null) this.hold(input, () => this.put(n, place));
        });
      }
    });
    this.keepFromSwipes();
    const press = (/** @type {Event} */ event) => {
      const part = closest(event, "[data-set]");
      if (!part) return;
      event.preventDefault();
      const [id, value] = (part.dataset.set ?? "").split("=");
      this.hold(part, () => this.apply({ [id]: value }));
    };
    this.stage.addEventListener("click", press);
    this.stage.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") press(event); });
    this.element.addEventListener("click", (event) => {
      const button = closest(event, "button[data-action]");
      if (button) this.act(button);
    });
    const look = () => {
      if (this.element.isConnected) this.picture.settle();
      else looks.removeEventListener("change", look);
    };
    looks.addEventListener("change", look);
    let back = () => {};
    looks.addEventListener("paper", () => { if (this.element.isConnected) back = this.picture.paper(); });
    looks.addEventListener("screen", () => back());
  }

  /** A swipe down the page that begins on a slider scrolls, and leaves the slider where it was. */
  keepFromSwipes() {
    for (const input of this.inputs.flat()) {
      if (input.type !== "range") continue;
      let before = input.value;
      input.addEventListener("pointerdown", () => { before = input.value; });
      input.addEventListener("pointercancel", () => {
        if (input.value === before) return;
        input.value = before;
        input.dispatchEvent(new Event("input", { bubbles: true }));
      });
    }
  }

  /** Make a choice and leave what was pressed under the hand: what grew or shrank above it is scrolled away. @param {Element} pressed @param {() => void} choose */
  hold(pressed, choose) {
    const top = () => pressed.getBoundingClientRect().top, before = top();
    choose();
    const moved = top() - before;
    if (moved) scrollBy({ top: moved, behavior: "instant" });
  }

  /** @param {number} n the control @param {number} place of its value */
  put(n, place) {
    if (this.state.at[n] === place) return;
    this.state.at[n] = place;
    this.follow();
  }

  /** Set several controls at once. @param {Record<string, string>} values */
  apply(values) {
    if (this.state.set(values)) this.follow();
  }

  /** The state in which these controls are set and every other is as it began: a step of a slide. @param {Record<string, string>} values */
  walk(values) {
    this.apply({ ...this.state.first, ...values });
  }

  follow() {
    this.show();
    this.picture.draw();
    this.words?.say();
    this.tell();
  }

  /** Say how it stands: to the leaflet on which it stands, and to the way onto one. */
  tell() {
    const { told } = this.state, number = Number(this.element.dataset.number), way = /** @type {HTMLAnchorElement | null} */ (find("a[data-to-leaflet]", this.element));
    if (way) way.hash = ownPart([number], [], new Map([[number, told]]));
    this.element.dispatchEvent(new CustomEvent("guide:state", { bubbles: true, detail: { number, told } }));
  }

  /** The controls show the state: a link, a button or a touched part may have set it. */
  show() {
    this.state.file.controls.forEach((control, n) => {
      const place = this.state.at[n], label = control.values[place][1];
      for (const input of this.inputs[n]) {
        if (input.type === "checkbox") input.checked = Boolean(place);
        else if (input.type === "radio") input.checked = Number(input.value) === place;
        else input.value = String(place);
        if (input.type !== "range") continue;
        input.setAttribute("aria-valuetext", label);
        const shown = input.parentElement && find("[data-value]", input.parentElement);
        if (shown) shown.textContent = label;
      }
    });
    const { values } = this.state;
    // A button that turns something on and off says so by its name: it is never "pressed".
    for (const part of this.stage.querySelectorAll("[data-set]:not([data-turns])")) {
      const [id, value] = (part.getAttribute("data-set") ?? "").split("=");
      part.setAttribute("aria-pressed", String(values[id] === value));
    }
  }

  /** The address of this state on the figure's own page, wherever the figure stands. */
  get link() {
    return `${location.origin}${this.element.dataset.home ?? location.pathname}${this.state.address}`;
  }

  /** @param {HTMLElement} button */
  async act(button) {
    const { action } = button.dataset;
    if (action === "table" && this.words) button.setAttribute("aria-expanded", String(this.words.turn()));
    else if (action === "share") button.dispatchEvent(new CustomEvent("guide:share", { bubbles: true, detail: this.link }));
    else if (action === "embed") {
      const line = embedLine(this.state.file.question, `${location.origin}${button.dataset.at}${this.state.address}`, Number(button.dataset.height));
      this.said.textContent = (await copy(line)) ? button.dataset.done ?? "" : line;
    } else if (action === "link") {
      const { link } = this;
      this.said.textContent = (await copy(link)) ? this.element.dataset.copied ?? "" : link;
    } else if (action === "full") this.fullScreen();
    else if (action === "svg" || action === "png") this.save(action);
  }

  /** @param {"svg" | "png"} kind */
  async save(kind) {
    try {
      const drawn = await this.picture.svg();
      if (!drawn) throw new Error("nothing is drawn");
      await save(this.element, drawn, this.state.file.question, kind);
    } catch {
      this.said.textContent = this.element.dataset.failed ?? "";
    }
  }

  async fullScreen() {
    if (document.fullscreenElement) {
      document.exitFullscreen();
      return;
    }
    try {
      await this.element.requestFullscreen();
    } catch {
      return; // this browser shows no element alone (iPhones): the figure stays where it is
    }
    const change = () => {
      const full = document.fullscreenElement === this.element;
      this.picture.large = full;
      this.element.classList.toggle("fig-full", full);
      this.picture.settle();
      if (!full) document.removeEventListener("fullscreenchange", change);
    };
    document.addEventListener("fullscreenchange", change);
    change();
  }
}
