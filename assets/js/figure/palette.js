// Figures are built with the light colors; in the dark each is exchanged for its twin. The pairs travel with the figure.

/** The three channels of `#rrggbb` as in `rgba(…)`. @param {string} color */
const channels = (color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));

/**
 * @param {string} text `#rrggbb` or `rgba(r, g, b, a)`; anything else stays as it is
 * @param {Record<string, string>} palette light color to dark color, in lower case
 */
function exchange(text, palette) {
  if (text.startsWith("#")) return palette[text.toLowerCase()] ?? text;
  const found = /^rgba?\((\d+), ?(\d+), ?(\d+)(.*)$/.exec(text);
  if (!found) return text;
  const [red, green, blue] = found.slice(1, 4).map(Number);
  const light = Object.keys(palette).find((color) => channels(color).join() === [red, green, blue].join());
  return light ? `${text.slice(0, text.indexOf("("))}(${channels(palette[light]).join(", ")}${found[4]}` : text;
}

/**
 * A style or an attribute of what was drawn in the dark, in the light colors: for paper.
 * @param {string} text
 * @param {Record<string, string>} palette light color to dark color
 */
export function onPaper(text, palette) {
  const back = Object.fromEntries(Object.entries(palette).map(([light, dark]) => [dark.toLowerCase(), light]));
  return text.replace(/#[0-9a-f]{6}\b|rgba?\(\d+, ?\d+, ?\d+/gi, (color) => exchange(color, back));
}

/**
 * A trace or layout with every color exchanged; lists of numbers are passed through.
 * @param {any} value
 * @param {Record<string, string>} palette {} leaves everything as it is
 * @returns {any}
 */
export function recolor(value, palette) {
  if (typeof value === "string") return exchange(value, palette);
  if (Array.isArray(value)) return typeof value[0] === "number" ? value : value.map((one) => recolor(one, palette));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, recolor(one, palette)]));
  return value;
}
