/* What tests/browser/axe.py evaluates in a page, once axe is there. */

async ({ contrast, outside, tags }) => {
  /** One place for each look of the words outside `outside`: their own style, and the ground and opacity of all that holds them. */
  function looks(outside) {
    const left = outside ? [...document.querySelectorAll(outside)] : [];
    const kept = new Map();
    const grounds = new Map([[null, ""]]);
    const ground = (e) => {
      if (!grounds.has(e)) {
        const s = getComputedStyle(e);
        const own = [s.backgroundColor, s.backgroundImage, s.opacity, s.filter, s.mixBlendMode].join();
        grounds.set(e, ground(e.parentElement) + (own === "rgba(0, 0, 0, 0),none,1,none,normal" ? "" : `|${own}`));
      }
      return grounds.get(e);
    };
    for (const e of document.body.querySelectorAll("*")) {
      const words = [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
      if (!words || !e.getClientRects().length || left.some((o) => o.contains(e))) continue;
      const s = getComputedStyle(e);
      const off = e.closest(":disabled, [aria-disabled=true]") ? "off" : "";
      const look = [s.color, s.fontSize, s.fontWeight, s.textShadow, off, ground(e)].join();
      if (!kept.has(look)) kept.set(look, e);
    }
    return [...kept.values()];
  }

  // Contrast looks at one place for each look, all other rules at the whole page outside `outside`.
  const context = contrast ? { include: looks(outside) } : { exclude: outside ? outside.split(", ").map((one) => [one]) : [] };
  const runOnly = contrast ? { type: "rule", values: ["color-contrast"] } : { type: "tag", values: tags };
  const rules = contrast ? {} : { "color-contrast": { enabled: false } };
  const { violations } = await window.axe.run(context, { runOnly, rules, resultTypes: ["violations"] });
  return violations.flatMap((v) => v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.target} ${(n.failureSummary || "").slice(0, 160)}`));
};
