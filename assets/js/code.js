// A code to scan as a picture: the one way in which the panel and the wall draw one. Its squares come as a path (guide/view/code.py, scan.js).

/** @typedef {{size: number, path: string}} Code modules across, the light border included, and the dark ones as a path */

const NS = "http://www.w3.org/2000/svg";

/** @param {Code} code @param {string} label @returns {SVGSVGElement} */
export function codePicture({ size, path }, label) {
  const svg = document.createElementNS(NS, "svg");
  for (const [name, value] of Object.entries({ viewBox: `0 0 ${size} ${size}`, role: "img", class: "scan", "aria-label": label })) svg.setAttribute(name, value);
  for (const [name, d] of [["ground", `M0 0h${size}v${size}h-${size}z`], ["dark", path]]) {
    const part = document.createElementNS(NS, "path");
    part.setAttribute("class", `scan-${name}`);
    part.setAttribute("d", d);
    svg.append(part);
  }
  return svg;
}
