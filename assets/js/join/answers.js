// What a phone answered. What could not be saved waits here, in the page's memory alone, until there is reason to send it again. Pure, without a page.

/** @typedef {{question: string, option: number | null}} Answer `null` says that one would rather not */

/** Whether another try can help: nothing answered (0), too much at once, or a server that is not well. @param {number} status */
const later = (status) => status === 0 || status === 429 || status >= 500;

/** The answers of a phone. */
export class Answers {
  /** @param {(answer: Answer) => Promise<number>} send gives the status of the reply, 0 where there was none */
  constructor(send) {
    this.send = send;
    /** @type {Map<string, number | null>} */
    this.saved = new Map();
    /** @type {Answer | null} */
    this.waiting = null;
    this.lost = false; // what waits could not be sent
    this.missed = ""; // the question that closed before its answer was saved
    this.busy = false;
  }

  /** What was chosen last, saved or not; undefined where nothing was. @param {string} question */
  chosen(question) {
    return this.waiting?.question === question ? this.waiting.option : this.saved.get(question);
  }

  /** @param {string} question @param {number | null} option */
  give(question, option) {
    this.waiting = { question, option };
    this.lost = false;
    this.missed = "";
    return this.deliver();
  }

  /** The room was reached: what waits is sent again, unless its question is closed. @param {string} question the one that is asked now @param {boolean} open */
  async reached(question, open) {
    if (!this.waiting || this.busy) return;
    if (open && this.waiting.question === question) {
      await this.deliver();
      return;
    }
    this.missed = this.waiting.question;
    this.waiting = null;
  }

  /** One request at a time, and the newest answer alone: an older one can never arrive after it. */
  async deliver() {
    if (this.busy) return;
    this.busy = true;
    while (this.waiting) {
      const sent = this.waiting, status = await this.send(sent), saved = status >= 200 && status < 300;
      if (saved) this.saved.set(sent.question, sent.option);
      if (this.waiting !== sent) continue; // changed meanwhile
      this.lost = later(status);
      if (this.lost) break;
      this.waiting = null;
      if (!saved) this.missed = sent.question;
    }
    this.busy = false;
  }
}
