// A picture that travels keeps what it says and whose it is: title above; sentence, sources and licence below.
import { download, find, need, root } from "../dom.js";
import { wrap } from "../text.js";

/** @typedef {{svg: SVGSVGElement, width: number, height: number}} Drawn */

const NS = "http://www.w3.org/2000/svg";

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] */
function make(name, attributes, text = "") {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text) made.textContent = text;
  return made;
}

/** A color of the theme. @param {string} name */
const color = (name) => getComputedStyle(root).getPropertyValue(`--${name}`).trim();

/**
 * @param {Drawn} drawn
 * @param {{title: string, sentence: string, source: string}} words
 */
function framed({ svg, width, height }, words) {
  const lines = (/** @type {string} */ text, /** @type {number} */ letter) => wrap(text, Math.floor(width / letter));
  const title = lines(words.title, 10.5), sentence = lines(words.sentence, 8.2), source = lines(words.source, 6.4);
  const top = 24 + title.length * 26, total = top + height + 16 + sentence.length * 21 + 8 + source.length * 16 + 12;
  const write = (/** @type {string[]} */ texts, /** @type {number} */ y, /** @type {number} */ size, /** @type {number} */ step, weight = 400) =>
    texts.map((text, n) => make("text", { x: 12, y: y + n * step, "font-size": size, "font-weight": weight, "font-family": "Source Sans, Arial, sans-serif", fill: color("text") }, text));
  const out = make("svg", { viewBox: `0 0 ${width} ${total}`, width, height: total, xmlns: NS });
  for (const [key, value] of Object.entries({ y: top, width, height })) svg.setAttribute(key, String(value));
  out.append(make("rect", { width, height: total, fill: color("background") }), ...write(title, 30, 20, 26, 700), svg);
  out.append(...write(sentence, top + height + 22, 16, 21), ...write(source, top + height + 26 + sentence.length * 21, 12, 16));
  return { text: new XMLSerializer().serializeToString(out), width, height: total };
}

/**
 * Hand a figure's picture to the visitor.
 * @param {HTMLElement} element the figure
 * @param {Drawn} drawn
 * @param {string} title
 * @param {"svg" | "png"} kind
 */
export async function save(element, drawn, title, kind) {
  const source = [find(".fig-sources", element)?.textContent, element.dataset.licence, `${location.origin}${element.dataset.home ?? location.pathname}`].filter(Boolean).join(" ");
  const made = framed(drawn, { title, sentence: need("output", element).textContent ?? "", source });
  const name = `${element.dataset.figure}.${kind}`;
  if (kind === "svg") {
    download(new Blob([made.text], { type: "image/svg+xml" }), name);
    return;
  }
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(made.text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = made.width * 2;
  canvas.height = made.height * 2;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => { if (blob) download(blob, name); }, "image/png");
}
