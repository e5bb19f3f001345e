// The wall's side of a room: it opens one, tells it where the talk is, and shows what the room answered. A room that is lost stops no talk.
import { all, find, need } from "../dom.js";
import { bars } from "../join/follow.js";
import { fill } from "../text.js";

/** @typedef {import("../join/follow.js").Now} Now */

const base = document.body.dataset.join ?? "";
/** @type {Record<string, string>} */
const words = JSON.parse(document.body.dataset.room ?? "{}");
const NS = "http://www.w3.org/2000/svg";
const LOCAL = /^(localhost|127\.|\[::1\])/;

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
      const answer = await fetch(base, { method: "POST", body: JSON.stringify({ talk }) }).catch(() => null);
      const told = await answer?.json().catch(() => null);
      if (!answer?.ok || !told) {
        this.tell(words[told?.why] ?? words.failed);
        return;
      }
      if (!this.code) ({ code: this.code, token: this.token } = told);
      this.address = told.address;
      this.draw(door, told.squares);
    }
    door.hidden = false;
  }

  /** @param {HTMLElement} door @param {string[]} squares rows of 0 and 1 */
  draw(door, squares) {
    const svg = document.createElementNS(NS, "svg"), path = document.createElementNS(NS, "path"), size = squares.length, quiet = 4;
    svg.setAttribute("viewBox", `${-quiet} ${-quiet} ${size + 2 * quiet} ${size + 2 * quiet}`);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", words.scan);
    path.setAttribute("d", squares.flatMap((row, y) => [...row].flatMap((one, x) => (one === "1" ? [`M${x} ${y}h1v1h-1z`] : []))).join(""));
    svg.append(path);
    const text = document.createElement("div"), where = new URL(this.address);
    const line = (/** @type {string} */ tag, /** @type {string} */ said) => text.append(Object.assign(document.createElement(tag), { textContent: said }));
    line("h2", words.scan);
    line("p", fill(words.or, { address: `${where.host}${base}` }));
    line("strong", this.code);
    if (LOCAL.test(where.host)) line("p", words.local);
    door.replaceChildren(svg, text);
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
      const answer = await fetch(`${base}/${this.code}/move`, {
        method: "POST", headers: { Authorization: `Bearer ${this.token}` }, body: JSON.stringify({ slide: slide + 1, step }),
      }).catch(() => null);
      if (answer?.ok) {
        this.tell("");
        this.show(await answer.json());
      } else if (answer && [403, 404].includes(answer.status)) {
        this.code = "";
        this.tell("");
        need("[data-phones]").textContent = "";
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
