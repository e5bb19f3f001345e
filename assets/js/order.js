// What was kept for the appointment, as a list of `kind:name`: each kind is a group with an order of its own.

/** The kind of a choice. @param {string} name */
export const kindOf = (name) => name.split(":")[0];

/**
 * The list after a choice changed places with its neighbor of the same kind; the other groups stay as they are.
 * @param {string[]} names
 * @param {string} name
 * @param {number} step -1 up, 1 down
 * @returns {{names: string[], at: number, of: number} | null} null where there is no such neighbor
 */
export function moved(names, name, step) {
  const own = names.filter((other) => kindOf(other) === kindOf(name)), at = own.indexOf(name), other = own[at + step];
  if (at < 0 || other === undefined) return null;
  const out = [...names], a = names.indexOf(name), b = names.indexOf(other);
  [out[a], out[b]] = [out[b], out[a]];
  return { names: out, at: at + step, of: own.length };
}
