// Small work on words, without a page: filled sentences and lines of a given length.

/**
 * A sentence with its {places} filled.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));

/**
 * What a table of sentences puts in the place of a text: what stands at its {places} is carried over. "" for a text that is none of them.
 * @param {Record<string, string>} table
 */
export function instead(table) {
  const rules = Object.entries(table).map(([from, to]) => {
    const parts = from.split(/\{(\w+)\}/).map((part, at) => (at % 2 ? `(?<${part}>.+)` : part.replace(/[.*+?^$()|[\]\\]/g, "\\$&")));
    return { rule: new RegExp(`^${parts.join("")}$`), to };
  });
  return (/** @type {string} */ text) => {
    for (const { rule, to } of rules) {
      const found = rule.exec(text);
      if (found) return fill(to, found.groups ?? {});
    }
    return "";
  };
}

/** Rows as CSV: every cell in quotes, with the mark by which spreadsheets know the alphabet. @param {string[][]} rows */
export const table = (rows) => `\ufeff${rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\r\n")}\r\n`;

/**
 * A text in lines of at most `width` characters; a longer word has a line of its own.
 * @param {string} text
 * @param {number} width
 * @returns {string[]}
 */
export function wrap(text, width) {
  const lines = [""];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const line = lines[lines.length - 1], longer = line ? `${line} ${word}` : word;
    if (line && longer.length > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.filter(Boolean);
}

/**
 * Where the sentences of a text begin and end.
 * @param {string} text
 * @returns {{from: number, to: number}[]}
 */
export function sentences(text) {
  const found = [...text.matchAll(/[^.!?…]*[^.!?…\s][^.!?…]*(?:[.!?…]+(?:\d[^.!?…]*[.!?…]+)*["”’)]*|$)/gu)];
  return found.map((match) => ({ from: match.index, to: match.index + match[0].length }));
}

/** What lets a frame follow its figure's height (assets/js/embed.js tells it). Where a site leaves scripts out, the frame keeps the height it was given. */
const FOLLOW =
  '<script>addEventListener("message",e=>{if(e.data?.type==="guide:height")for(const f of document.querySelectorAll("iframe"))if(f.contentWindow===e.source)f.height=e.data.height})</script>';

/**
 * The line that puts a figure into another site's page.
 * @param {string} title
 * @param {string} address
 * @param {number} height with which nothing of it is cut off in a narrow frame
 */
export function embedLine(title, address, height) {
  const safe = (/** @type {string} */ text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<iframe src="${safe(address)}" title="${safe(title)}" width="100%" height="${height}" style="border:0" loading="lazy"></iframe>${FOLLOW}`;
}
