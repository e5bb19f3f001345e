// What was pressed on a figure that is still a picture. A field keeps its value by itself; a button in a drawing does not, so its press is kept here until the
// figure lives, also where its code was lost at first.

/** The presses of pictures, each figure's own. */
export class Presses {
  constructor() {
    /** @type {WeakMap<object, Record<string, string>>} */
    this.kept = new WeakMap();
  }

  /** A press on a part that sets a control: "control=value". @param {object} figure @param {string} set */
  press(figure, set) {
    const [id, value] = set.split("=");
    this.kept.set(figure, { ...this.kept.get(figure), [id]: value });
  }

  /** A field of the same control was set after it: the field's value counts. @param {object} figure @param {string} id */
  forget(figure, id) {
    delete this.kept.get(figure)?.[id];
  }

  /** The controls that were pressed, for the figure that has come to life; they are carried out once. @param {object} figure */
  take(figure) {
    const found = this.kept.get(figure) ?? {};
    this.kept.delete(figure);
    return found;
  }
}
