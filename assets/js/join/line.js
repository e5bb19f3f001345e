// The line to a room: a stream of events, long polls where a network holds streams back, and a new try whenever there is reason to.
import { pause } from "./follow.js";

/** @typedef {import("./follow.js").Now} Now */

const SILENCE = 25_000; // ms; a stream beats every 10 s
const FIRST = 4000; // ms; a stream that says nothing for so long is held by something in between

/** A line that mends itself. */
export class Line {
  /**
   * @param {string} room address of the room
   * @param {string} who what every request says: the phone's name in the room, and its language
   * @param {(now: Now) => void} say what to do with a state
   * @param {(state: "there" | "lost" | "gone") => void} tell
   */
  constructor(room, who, say, tell) {
    this.room = room;
    this.who = who;
    this.say = say;
    this.tell = tell;
    this.version = 0;
    this.tries = 0;
    this.turn = 0; // which try is on: what an older one says counts no more
    this.polls = false;
    /** @type {EventSource | null} */
    this.source = null;
    this.watch = 0;
  }

  /** Begin, or begin anew. */
  start() {
    const turn = ++this.turn;
    this.source?.close();
    clearTimeout(this.watch);
    if (this.polls || !window.EventSource) this.poll(turn);
    else this.stream(turn);
  }

  stop() {
    this.turn++;
    this.source?.close();
    clearTimeout(this.watch);
  }

  /** @param {number} turn @param {number} after @param {() => void} then */
  expect(turn, after, then) {
    clearTimeout(this.watch);
    this.watch = window.setTimeout(() => { if (turn === this.turn) then(); }, after);
  }

  /** @param {Now} now */
  hear(now) {
    this.tries = 0;
    this.version = now.version;
    this.say(now);
    this.tell("there");
    if (now.over) this.stop();
  }

  /** @param {number} turn */
  stream(turn) {
    const source = this.source = new EventSource(`${this.room}/events?${this.who}`);
    this.expect(turn, FIRST, () => {
      this.polls = true;
      this.start();
    });
    const alive = () => this.expect(turn, SILENCE, () => this.start());
    source.addEventListener("beat", () => {
      alive();
      if (turn === this.turn) this.tell("there");
    });
    source.addEventListener("state", (event) => {
      if (turn !== this.turn) return;
      alive();
      this.hear(JSON.parse(event.data));
    });
    source.addEventListener("error", () => {
      source.close();
      if (turn === this.turn) this.again(turn);
    });
  }

  /** @param {number} turn */
  async poll(turn) {
    try {
      const answer = await fetch(`${this.room}/now?${this.who}&after=${this.version}`);
      if (turn !== this.turn) return;
      if (answer.status === 404) this.tell("gone");
      else if (answer.ok) {
        this.hear(await answer.json());
        if (turn === this.turn) this.poll(turn);
      } else this.again(turn);
    } catch {
      if (turn === this.turn) this.again(turn);
    }
  }

  /** Try again after a while; a room that is not there any more is not asked for again. @param {number} turn */
  again(turn) {
    this.tell("lost");
    this.expect(turn, pause(this.tries++), async () => {
      const there = await fetch(`${this.room}/now?${this.who}`).catch(() => null);
      if (turn !== this.turn) return;
      if (there?.status === 404) this.tell("gone");
      else if (there?.ok) {
        this.hear(await there.json());
        this.start();
      } else this.again(turn);
    });
  }
}
