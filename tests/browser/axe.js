/* What tests/browser/axe.py evaluates in a page, once axe is there. */

async ({ rules, tags, once }) => {
  /** Mark one place for each look of the words, and one link for each look of a link in its text: a look is a place's own style, and the ground and opacity of all that holds it. */
  function mark() {
    const kept = once ? (window.axeLooks ??= new Set()) : new Set(); // colors are part of a look: another theme's is another
    const grounds = new Map([[null, ""]]);
    const ground = (e) => {
      if (!grounds.has(e)) {
        const s = getComputedStyle(e);
        const own = [s.backgroundColor, s.backgroundImage, s.opacity, s.filter, s.mixBlendMode].join();
        grounds.set(e, ground(e.parentElement) + (own === "rgba(0, 0, 0, 0),none,1,none,normal" ? "" : `|${own}`));
      }
      return grounds.get(e);
    };
    const style = (e) => {
      const s = getComputedStyle(e);
      return [s.color, s.fontSize, s.fontWeight, s.textShadow, s.textDecorationLine, s.borderBottom, ground(e)].join();
    };
    const first = (e, name, look) => e.toggleAttribute(name, Boolean(look) && !kept.has(name + look) && Boolean(kept.add(name + look)));
    for (const e of document.body.querySelectorAll("*")) {
      const words = [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
      const seen = words && e.getClientRects().length;
      const off = e.closest(":disabled, [aria-disabled=true]") ? "off" : "";
      first(e, "data-axe-words", seen ? style(e) + off : "");
      const block = e.matches("a[href], [role=link]") && e.parentElement.closest("p, li, dd, td, th, summary, figcaption, div");
      first(e, "data-axe-link", seen && block ? `${style(e)} in ${style(block)} ${getComputedStyle(block).display}` : "");
    }
  }

  // Colors and the mark of a link are made of styles, so one place of each look is measured (some 70 a page instead of 900: link-in-text-block alone
  // took 43 % of axe's time); all other rules look at the whole page.
  const colors = rules?.includes("color-contrast");
  if (!rules || colors) mark();
  if (colors && !document.querySelector("[data-axe-words], [data-axe-link]")) return [];
  window.axe.configure({ rules: [{ id: "color-contrast", selector: "[data-axe-words]" }, { id: "link-in-text-block", selector: "[data-axe-link]" }] });
  const runOnly = rules ? { type: "rule", values: rules } : { type: "tag", values: tags };
  const { violations } = await window.axe.run(document, { runOnly, resultTypes: ["violations"] });
  return violations.flatMap((v) => v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.target} ${(n.failureSummary || "").slice(0, 160)}`));
};
