// What a figure says: the sentence, the same for a screen reader once the hand rests, and the table of numbers.
import { need } from "../dom.js";

/** @typedef {import("./state.js").State} State */

const SAID = 3000; // ms: long enough to be taken up by a screen reader
const REST = 500; // ms: a sentence is spoken once, not at every step of a drag

/** The words around a figure's stage. */
export class Words {
  /** @param {HTMLElement} element @param {State} state */
  constructor(element, state) {
    this.state = state;
    this.output = need("output", element);
    this.spoken = need("[data-spoken]", element);
    this.table = need("[data-table]", element);
    this.body = need("[data-rows]", element);
    this.resting = 0;
    this.table.hidden = true;
    this.output.textContent = state.sentence;
  }

  /** Say the state. */
  say() {
    const { sentence } = this.state;
    this.output.textContent = sentence;
    if (!this.table.hidden) this.fill();
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => {
      this.spoken.textContent = sentence;
      // Said once: who reads on meets the sentence in its place, not a second time here.
      this.resting = window.setTimeout(() => { this.spoken.textContent = ""; }, SAID);
    }, REST);
  }

  /** Open or close the table. @returns {boolean} whether it is open now */
  turn() {
    this.fill();
    this.table.hidden = !this.table.hidden;
    return !this.table.hidden;
  }

  fill() {
    this.body.replaceChildren(...this.state.rows.map((texts) => {
      const row = document.createElement("tr");
      row.append(...texts.map((text, n) => {
        const cell = document.createElement(n ? "td" : "th");
        if (!n) cell.scope = "row";
        cell.textContent = text;
        return cell;
      }));
      return row;
    }));
  }
}
