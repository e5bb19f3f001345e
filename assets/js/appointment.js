// My page for the appointment: what is kept in this tab, in order, in the form that makes the PDF or the plain text.
import { say } from "./connection.js";
import { all, closest, find, inputs, need, root } from "./dom.js";
import { chooseHere } from "./here.js";
import { kindOf, moved } from "./order.js";
import { kept } from "./tab.js";
import { fill } from "./text.js";

/** @typedef {{up: string, down: string, remove: string, gone: string, moved: string, removed: string, cleared: string, restored: string, full: string, most: number}} Words */

/** What "Clear" took away, until something is kept again. @type {string[] | null} */
let undo = null;

const place = () => find("[data-appointment]");

/** The plain text, set for paper: a line that is underlined in it is a heading. @param {string} text */
function typeset(text) {
  const lines = text.trimEnd().split("\n"), ruled = lines.map((line) => /^(=+|-+)$/.test(line));
  /** @type {HTMLElement[]} */
  const parts = [];
  lines.forEach((line, at) => {
    if (ruled[at]) return;
    const heading = ruled[at + 1] ? (lines[at + 1].startsWith("=") ? "h1" : "h2") : "", last = parts.at(-1);
    if (!heading && last?.localName === "p") {
      last.append(`\n${line}`);
      return;
    }
    const made = document.createElement(heading || "p");
    made.textContent = line;
    parts.push(made);
  });
  return parts;
}

/** The page's section and its words. */
class Section {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    /** @type {Words} */
    this.words = JSON.parse(element.dataset.words ?? "{}");
  }

  /** @param {string} selector */
  need(selector) {
    return need(selector, this.element);
  }

  /** The label of a choice's box: the boxes carry the words for every choice, so no second copy of them is needed. @param {string} name */
  label(name) {
    return find(`input[data-keep="${CSS.escape(name)}"]`, this.element)?.closest("label") ?? null;
  }

  /** @param {string} name */
  nameOf(name) {
    const label = this.label(name);
    return (label && find("[data-name]", label)?.textContent) ?? name;
  }

  /** @param {string} text */
  tell(text) {
    this.need("[data-said]").textContent = text;
  }

  /** @param {string} act @param {string} name @param {string} text @param {boolean} [off] */
  button(act, name, text, off = false) {
    const made = document.createElement("button"), of = document.createElement("span");
    Object.assign(made, { type: "button", disabled: off });
    Object.assign(made.dataset, { act, name });
    of.className = "visually-hidden";
    of.textContent = `: ${this.nameOf(name)}`;
    made.append(text, of);
    return made;
  }

  /** @param {string} name @param {number} at @param {number} of */
  item(name, at, of) {
    const label = this.label(name), row = document.createElement("li"), line = label && find("[data-line]", label);
    const text = document.createElement("p"), tools = document.createElement("p"), sent = document.createElement("input");
    row.dataset.item = name;
    text.append(this.nameOf(name));
    if (line || !label) {
      const small = document.createElement("small");
      small.textContent = line ? line.textContent : this.words.gone;
      text.append(" ", small);
    }
    tools.className = "appointment-item-tools";
    tools.append(
      this.button("up", name, this.words.up, at === 0),
      this.button("down", name, this.words.down, at === of - 1),
      this.button("remove", name, this.words.remove),
    );
    Object.assign(sent, { type: "hidden", name: "keep", value: name });
    row.append(text, tools, sent);
    return row;
  }

  /** The lists of what is kept, by kind. @param {string[]} names */
  groups(names) {
    const lists = all("details[data-kind]", this.element).map((list) => list.dataset.kind ?? "");
    return [...new Set([...lists, ...names.map(kindOf)])].flatMap((kind) => {
      const own = names.filter((name) => kindOf(name) === kind);
      if (!own.length) return [];
      const title = document.createElement("h3"), list = document.createElement("ul");
      title.textContent = find(`details[data-kind="${CSS.escape(kind)}"] [data-title]`, this.element)?.textContent ?? "";
      list.className = "appointment-list";
      list.append(...own.map((name, at) => this.item(name, at, own.length)));
      return title.textContent ? [title, list] : [list];
    });
  }

  draw() {
    const names = kept.all(), over = names.length > this.words.most, full = this.need("[data-full]"), holder = this.need("[data-kept]");
    holder.replaceChildren(...this.groups(names));
    holder.hidden = !names.length;
    this.need("[data-empty]").hidden = !!names.length;
    this.need("[data-tools]").hidden = !names.length;
    full.hidden = !over;
    full.textContent = over ? fill(this.words.full, { most: this.words.most, n: names.length }) : "";
    for (const submit of all("button:is([type=submit], [data-act=print])", this.element)) submit.toggleAttribute("disabled", over);
    if (names.length) undo = null;
    this.need("[data-undo]").hidden = !undo;
  }

  /** @param {string} name */
  row(name) {
    return this.need(`li[data-item="${CSS.escape(name)}"]`);
  }

  /** @param {string} name @param {number} step */
  move(name, step) {
    const after = moved(kept.all(), name, step);
    if (!after) return;
    kept.write(after.names);
    const row = this.row(name), same = need(`button[data-act=${step < 0 ? "up" : "down"}]`, row), other = need(`button[data-act=${step < 0 ? "down" : "up"}]`, row);
    (same.matches(":disabled") ? other : same).focus();
    this.tell(fill(this.words.moved, { name: this.nameOf(name), n: after.at + 1, of: after.of }));
  }

  /** @param {string} name */
  remove(name) {
    const rows = all("li[data-item]", this.element).map((row) => row.dataset.item ?? ""), at = rows.indexOf(name), next = rows[at + 1] ?? rows[at - 1];
    const called = this.nameOf(name);
    kept.write(kept.all().filter((other) => other !== name));
    (next ? need("button[data-act=remove]", this.row(next)) : this.need("[data-empty] .note-title")).focus();
    this.tell(fill(this.words.removed, { name: called }));
  }

  clear() {
    undo = kept.all();
    kept.write([]);
    this.need("[data-undo] button").focus();
    this.tell(this.words.cleared);
  }

  restore() {
    if (!undo) return;
    kept.write(undo);
    this.need("button[type=submit]").focus();
    this.tell(this.words.restored);
  }

  /** The paper says what the plain text says, for the server writes both; the page around it may hold the whole guide. */
  async print() {
    const form = /** @type {HTMLFormElement} */ (this.need("form")), to = this.need("button[formaction]").getAttribute("formaction") ?? "";
    const sheet = document.createElement("div"), body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    sheet.className = "print-sheet";
    try {
      const answer = await fetch(to, { method: "POST", body });
      if (!answer.ok) throw new Error("no text");
      sheet.append(...typeset(await answer.text()));
    } catch { // paper with half of it would look whole
      say("lost");
      return;
    }
    document.body.append(sheet);
    root.dataset.print = "appointment";
    window.addEventListener("afterprint", () => {
      sheet.remove();
      delete root.dataset.print;
    }, { once: true });
    window.print();
  }
}

/** Take a section that was just drawn. */
function meet() {
  const element = place();
  if (!element || element.dataset.met) return;
  element.dataset.met = "1";
  // From here on the list above is what is sent, in its order; without a script the boxes are.
  for (const box of inputs("input[data-keep]", element)) box.removeAttribute("name");
  chooseHere(/** @type {HTMLSelectElement} */ (need("select[name=country]", element)));
  kept.show();
  new Section(element).draw();
}

/** Bring the page for the appointment to life, now and whenever the app draws it. */
export function startAppointment() {
  document.addEventListener("guide:kept", () => {
    const element = place();
    if (element) new Section(element).draw();
  });
  document.addEventListener("click", (event) => {
    const button = closest(event, "[data-appointment] [data-act]"), element = place();
    if (!button || !element) return;
    const section = new Section(element), { act, name = "" } = button.dataset;
    if (act === "up") section.move(name, -1);
    if (act === "down") section.move(name, 1);
    if (act === "remove") section.remove(name);
    if (act === "clear") section.clear();
    if (act === "undo") section.restore();
    if (act === "print") section.print();
  });
  document.addEventListener("guide:drawn", meet);
  meet();
}
