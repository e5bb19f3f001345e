// The maker of codes, a file of its own: it is fetched when a code is wanted. The same light border and spare quarter as on paper (guide/view/code.py).
import { encode } from "uqr";

/** @param {string} text @returns {{size: number, path: string}} */
function code(text) {
  const { data, size } = encode(text, { ecc: "Q", border: 4, boostEcc: false });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return { size, path };
}

Object.assign(window, { guideScan: code });
