// The wall's side of a room: it opens one, tells it where the talk is, and shows what the room answered. A room that is lost stops no talk.
import { codePicture } from "../code.js";
import { all, closest, download, find, need } from "../dom.js";
import { bars } from "../join/follow.js";
import { fill, table } from "../text.js";
import { local } from "./deck.js";
import { fit } from "./stage.js";

/** @typedef {import("../join/follow.js").Now} Now */

const base = document.body.dataset.join ?? "";
/** @type {Record<string, string>} */
const words = JSON.parse(document.body.dataset.room ?? "{}");

/** The room of this talk. Its code and the presenter's token stand in the wall's own address, after the #, which no server sees. */
export class Room {
  /** @param {(now: Now) => void} show what to do with what the room says */
  constructor(show) {
    this.show = show;
    this.code = "";
    this.token = "";
    this.address = "";
    /** @type {{slide: number, step: number} | null} */
    this.wanted = null;
    this.busy = false;
  }

  /** What of the address names a room. */
  get mark() {
    return this.code ? `/${this.code}/${this.token}` : "";
  }

  /** Present again in the room that an address names. @param {string} hash */
  read(hash) {
    const found = /^#[^/]*\/([A-Z]{5})\/([\w-]{20,})$/.exec(hash);
    if (found) [, this.code, this.token] = found;
  }

  /** Open a room, or show its door again. */
  async open() {
    const door = need("[data-door]");
    if (!this.address) {
      const talk = new URLSearchParams(location.search).toString();
      // A wall that was loaded again is still in its room.
      let answer = this.code ? await this.ask("door") : null;
      if (answer && !answer.ok) this.leave();
      if (!answer?.ok) answer = await fetch(base, { method: "POST", body: JSON.stringify({ talk }) }).catch(() => null);
      const told = await answer?.json().catch(() => null);
      if (!answer?.ok || !told) {
        this.tell(words[told?.why] ?? words.failed);
        return;
      }
      if (!this.code) ({ code: this.code, token: this.token } = told);
      this.address = told.address;
      this.draw(door, told.scan);
    }
    door.hidden = false;
  }

  /** Ask the room as its presenter. @param {string} what @param {RequestInit} [options] */
  ask(what, options = {}) {
    return fetch(`${base}/${this.code}/${what}`, { ...options, headers: { Authorization: `Bearer ${this.token}` } }).catch(() => null);
  }

  /** The wall is in no room any more. */
  leave() {
    this.code = this.token = this.address = "";
    need("[data-phones]").textContent = "";
    need("[data-door]").hidden = true;
  }

  /** End it: the phones are told, and their answers are gone. */
  async end() {
    const answer = await this.ask("end", { method: "POST" });
    if (answer?.ok || answer?.status === 404) this.leave();
    else this.tell(words.lost);
  }

  /** What was answered, question by question; null where the room is not reached. @returns {Promise<{slide: number, counts: number[], few: boolean}[] | null>} */
  async totals() {
    const answer = await this.ask("totals");
    if (answer?.ok) return answer.json();
    this.tell(words.lost);
    return null;
  }

  /** Beside each question of the end stands how many chose what is right. @param {HTMLElement} slide */
  async taken(slide) {
    const told = this.code ? await this.totals() : null;
    for (const place of all("[data-taken]", slide)) {
      const one = told?.find((each) => String(each.slide) === place.dataset.taken), of = one?.counts.reduce((sum, n) => sum + n, 0);
      place.textContent = one && of ? fill(words.chose, { n: one.counts[Number(place.dataset.right)], of }) : "";
    }
    fit(slide);
  }

  /** The totals as a table for a spreadsheet. */
  async save() {
    const told = await this.totals();
    if (!told) return;
    const rows = told.flatMap(({ slide, counts, few }) => {
      const shown = need(`#slide-${slide}`), title = `${slide}. ${shown.dataset.title ?? ""}`;
      if (few) return [[title, words.few, ""]];
      return all("[data-option]", shown).map((item, n) => [title, item.firstChild?.textContent ?? "", String(counts[n])]);
    });
    download(new Blob([table([[words.question, words.answer, words.count], ...rows])], { type: "text/csv;charset=utf-8" }), `${this.code}.csv`);
  }

  /** @param {HTMLElement} door @param {import("../code.js").Code} code */
  draw(door, code) {
    const text = document.createElement("div"), where = new URL(this.address);
    const line = (/** @type {string} */ tag, /** @type {string} */ said) => text.append(Object.assign(document.createElement(tag), { textContent: said }));
    line("h2", words.scan);
    line("p", fill(words.or, { address: `${where.host}${base}` }));
    line("strong", this.code);
    if (local(where.host)) line("p", words.local);
    for (const name of ["totals", "end"]) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: words[name] });
      button.dataset.room = name;
      text.append(button, " ");
    }
    door.replaceChildren(codePicture(code, words.scan), text);
    need("[data-phones]").textContent = fill(words.here, { address: `${where.host}${base}`, code: this.code });
  }

  /** A word for the presenter, beside the tools, never over a slide. @param {string} said */
  tell(said) {
    need("[data-room-said]").textContent = said;
  }

  /** The talk is at a place: tell the room, the newest place alone, again until it hears. @param {{slide: number, step: number}} at from 0 */
  async move(at) {
    if (!this.code) return;
    this.wanted = at;
    if (this.busy) return;
    this.busy = true;
    while (this.wanted) {
      /** @type {{slide: number, step: number}} */
      const { slide, step } = this.wanted;
      this.wanted = null;
      const answer = await this.ask("move", { method: "POST", body: JSON.stringify({ slide: slide + 1, step }) });
      if (answer?.ok) {
        this.tell("");
        this.show(await answer.json());
      } else if (answer && [403, 404].includes(answer.status)) {
        this.tell("");
        this.leave();
        break;
      } else {
        this.tell(words.lost);
        this.wanted ??= { slide, step };
        await new Promise((done) => { setTimeout(done, 2000); });
      }
    }
    this.busy = false;
  }
}

/** Buttons of the door. @param {Room} room @param {() => void} then */
export function startDoor(room, then) {
  document.addEventListener("click", (event) => {
    const name = closest(event, "[data-door] button")?.dataset.room;
    if (name === "totals") room.save();
    else if (name === "end") room.end().then(then);
  });
}

/** What the room answered, beside the options of a slide. @param {HTMLElement} slide @param {Now} now */
export function results(slide, now) {
  for (const old of all(".room-count, .room-few", slide)) old.remove();
  const list = find(".slide-options", slide);
  if (!list || now.open || !now.question) return;
  const of = now.counts.reduce((sum, one) => sum + one, 0);
  bars(now.counts).forEach((width, n) => {
    const count = document.createElement("span");
    count.className = "room-count";
    count.style.setProperty("--bar", `${width}%`);
    count.textContent = fill(words.share, { n: now.counts[n], of });
    find(`[data-option="${n}"]`, list)?.append(count);
  });
  if (now.few) list.after(Object.assign(document.createElement("p"), { className: "room-few slide-small", textContent: words.few }));
}
