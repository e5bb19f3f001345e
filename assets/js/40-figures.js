// The live figure: fetches its states once, then draws every move in the browser and sends nothing.
const figures = (() => {
  const files = new Map();
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let plotly = null;
  const fetchFile = (src) => {
    if (!files.has(src)) files.set(src, fetch(src).then((r) => { if (!r.ok) throw new Error(String(r.status)); return r.json(); }));
    return files.get(src);
  };
  const withPlotly = () => (plotly ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = root.dataset.plotly;
    script.onload = () => done(window.Plotly);
    script.onerror = failed;
    document.head.append(script);
  }));
  const dark = () => getComputedStyle(root).colorScheme.includes("dark");
  const hex = (name) => getComputedStyle(root).getPropertyValue(`--${name}`).trim();
  const NAMES = ["norepinephrine", "brake", "alarm", "medicine", "therapy", "neutral", "text", "background", "surface", "line", "link", "tint"];
  // Figures are built with the light colors; `swap` gives this theme's.
  let swaps = null;
  const palette = (file) => {
    const key = dark() ? "dark" : "light";
    if (swaps?.key === key) return swaps;
    const map = new Map();
    if (key === "dark") NAMES.forEach((name, at) => map.set(file.light[at], hex(name)));
    return (swaps = { key, map });
  };
  const LIGHT = { light: ["#9a6700", "#0b6e6e", "#b4452c", "#6b47b5", "#3b7a2e", "#52606d", "#1c2630", "#fbf9f5", "#ffffff", "#d9d4c8", "#1f5a94", "#f1ece2"] };
  const channels = (color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16)).join(", ");
  const recolor = (value) => {
    const { map } = palette(LIGHT);
    if (!map.size) return value;
    if (typeof value === "string") {
      if (value[0] === "#") return map.get(value.toLowerCase()) || value;
      if (value.startsWith("rgba(")) for (const [from, to] of map) if (value.startsWith(`rgba(${channels(from)}`.replaceAll(" ", "")) || value.startsWith(`rgba(${channels(from)}`)) return value.replace(/\d+, ?\d+, ?\d+/, channels(to));
      return value;
    }
    if (Array.isArray(value)) return typeof value[0] === "number" ? value : value.map(recolor);
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, recolor(v)]));
    return value;
  };
  const merge = (base, over) => {
    const out = { ...base };
    for (const [key, value] of Object.entries(over || {})) out[key] = value && typeof value === "object" && !Array.isArray(value) && out[key] && typeof out[key] === "object" && !Array.isArray(out[key]) ? merge(out[key], value) : value;
    return out;
  };
  const config = { staticPlot: true, displayModeBar: false, responsive: false };

  class Live {
    constructor(element, file) {
      this.el = element;
      this.file = file;
      this.stage = $(".fig-stage", element);
      this.output = $("output", element);
      this.spoken = $("[data-spoken]", element);
      this.body = $("[data-rows]", element);
      this.said = $("[data-said]", element);
      this.inputs = file.controls.map((control) => $$(`[data-control="${control.id}"]`, element));
      this.at = file.controls.map((control) => control.start);
      this.fromLink();
    }
    get number() { return this.at.reduce((sum, value, n) => sum * this.file.controls[n].values.length + value, 0); }
    get frame() { return this.file.frames[this.number]; }
    get value() { return Object.fromEntries(this.file.controls.map((c, n) => [c.id, c.values[this.at[n]][0]])); }
    pool(place) { return this.file.pool[place]; }
    traces(frame = this.frame) {
      return this.file.data.map((trace, n) => merge(trace, Object.fromEntries(Object.entries(frame.t?.[n] || {}).map(([k, v]) => [k, this.pool(v)]))));
    }
    get narrowNow() { return this.stage.clientWidth < 520; }
    layout(frame = this.frame) {
      let layout = merge(this.file.layout, frame.l === undefined ? {} : this.pool(frame.l));
      if (this.narrowNow) layout = merge(layout, this.file.narrow);
      const size = this.full ? { width: this.stage.clientWidth, height: Math.max(280, innerHeight * 0.6) } : { width: this.stage.clientWidth, height: this.file.height[this.narrowNow ? 0 : 1] };
      const scale = parseFloat(getComputedStyle(root).fontSize) / 16 * (this.full ? 1.5 : 1);
      if (scale !== 1) layout = scaled(layout, scale);
      return merge(layout, size);
    }
    async start() {
      if (this.file.data.length) {
        const Plotly = await withPlotly();
        const canvas = document.createElement("div");
        canvas.className = "fig-canvas";
        canvas.setAttribute("aria-hidden", "true");
        this.stage.append(canvas);
        await Plotly.newPlot(canvas, recolor(this.traces()), recolor(this.layout()), config);
        this.canvas = canvas;
        this.Plotly = Plotly;
        this.drawn = this.frame;
        for (const picture of $$(".fig-picture", this.stage)) picture.remove();
        new ResizeObserver(() => { clearTimeout(this.sizing); this.sizing = setTimeout(() => this.settle(), 80); }).observe(this.stage);
      } else {
        // A list or table of words has no picture to take along; its numbers and its link travel instead.
        if (!$("svg", this.stage)) for (const kind of ["svg", "png"]) $(`button[data-action=${kind}]`, this.el)?.remove();
        this.parts = new Map($$("[data-part]", this.stage).map((el) => [el.dataset.part, el]));
      }
      this.wire();
      this.words();
      if (this.parts) this.drawParts();
      $(".fig-controls", this.el).disabled = false;
      this.el.dataset.state = "live";
    }
    wire() {
      this.inputs.forEach((inputs, n) => {
        const control = this.file.controls[n];
        for (const input of inputs) {
          input.addEventListener("input", () => {
            const value = control.kind === "toggle" ? Number(input.checked) : Number(input.value);
            if (control.kind === "choice" && input.type === "radio" && !input.checked) return;
            this.set(n, value);
          });
        }
      });
      this.stage.addEventListener("click", (event) => this.press(event));
      this.stage.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") this.press(event); });
      this.el.addEventListener("click", (event) => this.act(event.target.closest("button[data-action]")));
      $("[data-table]", this.el).hidden = true;
      this.show();
    }
    press(event) {
      const part = event.target.closest("[data-set]");
      if (!part) return;
      event.preventDefault();
      const [id, value] = part.dataset.set.split("=");
      const n = this.file.controls.findIndex((c) => c.id === id);
      const at = n < 0 ? -1 : this.file.controls[n].values.findIndex(([v]) => v === value);
      if (at >= 0) { this.set(n, at); this.show(); }
    }
    set(n, value) {
      if (this.at[n] === value) return;
      this.at[n] = value;
      this.show(n);
      this.draw();
      this.words();
    }
    // The controls' own look follows the state (a link or a touched part may have set it).
    show(only) {
      this.file.controls.forEach((control, n) => {
        if (only !== undefined && only !== n) return;
        const value = this.at[n];
        for (const input of this.inputs[n]) {
          if (input.type === "checkbox") input.checked = Boolean(value);
          else if (input.type === "radio") input.checked = Number(input.value) === value;
          else input.value = value;
          if (input.type === "range") {
            const label = control.values[value][1];
            input.setAttribute("aria-valuetext", label);
            const shown = $("[data-value]", input.parentElement);
            if (shown) shown.textContent = label;
          }
        }
      });
      for (const part of $$("[data-set]", this.stage)) part.setAttribute("aria-pressed", String(this.chosen(part.dataset.set)));
    }
    chosen(set) { const [id, value] = set.split("="); return this.value[id] === value; }
    draw() {
      if (!this.canvas) { this.drawParts(); return; }
      const frame = this.frame, before = this.drawn;
      if (!before || before.l !== frame.l) { this.settle(); return; }
      const moved = frame.t.flatMap((trace, n) => (Object.keys(trace).some((k) => trace[k] !== before.t[n][k]) ? [n] : []));
      // Lines, points and words move without a redraw; other words, bars and a change of look need one.
      const light = moved.every((n) => {
        const { type } = this.file.data[n];
        return (!type || type === "scatter") && Object.keys(frame.t[n]).every((k) => k === "x" || k === "y" || frame.t[n][k] === before.t[n][k]);
      });
      if (!light) { this.settle(); return; }
      this.drawn = frame;
      if (!moved.length) return;
      const data = moved.map((n) => Object.fromEntries(["x", "y"].filter((k) => k in frame.t[n]).map((k) => [k, this.pool(frame.t[n][k])])));
      // Measured on a plot of three lines and a marker: react 26 ms (109 on a 4x slower processor), animate without redraw 16 (44).
      this.moving = this.Plotly.animate(this.canvas, { data, traces: moved }, { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } });
      // A move that the next one overtakes is rejected, with nothing said.
      this.moving.catch(() => {});
    }
    settle() {
      if (!this.canvas) return;
      this.drawn = this.frame;
      const draw = () => this.Plotly.react(this.canvas, recolor(this.traces()), recolor(this.layout()), config);
      // A redraw that overtakes a light move would be undone when the move lands: wait for it, then draw what holds by then.
      if (this.moving) { const moving = this.moving; this.moving = null; moving.then(draw, draw); } else draw();
    }
    drawParts() {
      for (const [part, place] of Object.entries(this.frame.p || {})) {
        const el = this.parts.get(part);
        if (!el) continue;
        for (const [name, value] of Object.entries(this.pool(place))) {
          if (name === "text") { if (el.textContent !== value) el.textContent = value; }
          else if (el.getAttribute(name) !== value) el.setAttribute(name, value);
        }
      }
    }
    words() {
      const sentence = this.pool(this.frame.s);
      this.output.textContent = sentence;
      if (!$("[data-table]", this.el).hidden) this.fill();
      clearTimeout(this.speaking);
      if (this.begun) this.speaking = setTimeout(() => { this.spoken.textContent = sentence; }, 500);
      this.begun = true;
    }
    fill() {
      this.body.replaceChildren(...this.frame.r.map((place) => {
        const row = document.createElement("tr");
        row.append(...this.pool(place).map((text, n) => {
          const cell = document.createElement(n ? "td" : "th");
          if (!n) cell.scope = "row";
          cell.textContent = text;
          return cell;
        }));
        return row;
      }));
    }
    // Set several controls at once: `{control: value}`; names and values nobody knows are passed over.
    apply(values) {
      for (const [id, value] of Object.entries(values)) {
        const n = this.file.controls.findIndex((c) => c.id === id);
        const at = n < 0 ? -1 : this.file.controls[n].values.findIndex(([v]) => v === value);
        if (at >= 0) this.at[n] = at;
      }
      if (!this.stage) return;
      this.show();
      this.draw();
      this.words();
    }
    // -- links: the state stands after the #, which a browser never sends.
    get link() { return `${location.origin}${location.pathname}#${this.file.id}?${new URLSearchParams(this.value)}`; }
    fromLink() {
      const [name, query] = decodeURIComponent(location.hash.slice(1)).split("?");
      if (name !== this.file.id || !query) return;
      for (const [id, value] of new URLSearchParams(query)) {
        const n = this.file.controls.findIndex((c) => c.id === id);
        const at = n < 0 ? -1 : this.file.controls[n].values.findIndex(([v]) => v === value);
        if (at >= 0) this.at[n] = at;
      }
    }
    async act(button) {
      if (!button) return;
      switch (button.dataset.action) {
        case "table": {
          const box = $("[data-table]", this.el);
          this.fill();
          box.hidden = !box.hidden;
          button.setAttribute("aria-expanded", String(!box.hidden));
          break;
        }
        case "link":
          try { await navigator.clipboard.writeText(this.link); this.said.textContent = this.el.dataset.copied; } catch { this.said.textContent = this.link; }
          break;
        case "full": this.fullScreen(); break;
        case "svg": case "png": this.save(button.dataset.action); break;
      }
    }
    async fullScreen() {
      if (document.fullscreenElement) { document.exitFullscreen(); return; }
      await this.el.requestFullscreen?.();
      const change = () => {
        this.full = document.fullscreenElement === this.el;
        this.el.classList.toggle("fig-full", this.full);
        this.settle();
        if (!this.full) document.removeEventListener("fullscreenchange", change);
      };
      document.addEventListener("fullscreenchange", change);
      change();
    }
    async svg() {
      let svg, width = 720, height = this.file.height[1];
      if (this.canvas) {
        const holder = document.createElement("div");
        const layout = merge(merge(this.file.layout, this.frame.l === undefined ? {} : this.pool(this.frame.l)), { width, height });
        const plot = await this.Plotly.newPlot(holder, recolor(this.traces()), recolor(layout), config);
        const url = await this.Plotly.toImage(plot, { format: "svg", width, height });
        this.Plotly.purge(holder);
        svg = new DOMParser().parseFromString(decodeURIComponent(url.slice(url.indexOf(",") + 1)), "image/svg+xml").documentElement;
      } else {
        const drawn = $("svg", this.stage);
        if (!drawn) return null;
        svg = drawn.cloneNode(true);
        width = drawn.viewBox.baseVal.width || 360;
        height = drawn.viewBox.baseVal.height || 320;
        const from = [drawn, ...drawn.querySelectorAll("*")], to = [svg, ...svg.querySelectorAll("*")];
        from.forEach((el, n) => { const look = getComputedStyle(el); for (const name of ["fill", "stroke", "stroke-width", "opacity", "font-size", "font-family", "font-weight", "text-anchor"]) to[n].style.setProperty(name, look.getPropertyValue(name)); });
      }
      // Title above, sentence, source and licence below: a picture that travels keeps what it says and whose it is.
      const ns = "http://www.w3.org/2000/svg", out = document.createElementNS(ns, "svg");
      const lines = wrap(this.output.textContent, Math.floor(width / 8.2));
      const sources = wrap([$(".fig-sources", this.el)?.textContent, this.el.dataset.licence, `${location.origin}${location.pathname}`].filter(Boolean).join(" "), Math.floor(width / 6.4));
      const head = wrap(this.file.question, Math.floor(width / 10.5));
      const topSpace = 24 + head.length * 26, total = topSpace + height + 16 + lines.length * 21 + 8 + sources.length * 16 + 12;
      out.setAttribute("viewBox", `0 0 ${width} ${total}`);
      out.setAttribute("width", width);
      out.setAttribute("height", total);
      out.setAttribute("xmlns", ns);
      const rect = document.createElementNS(ns, "rect");
      for (const [k, v] of Object.entries({ width, height: total, fill: hex("background") })) rect.setAttribute(k, v);
      const write = (texts, y, size, step, weight = 400) => texts.map((text, n) => {
        const el = document.createElementNS(ns, "text");
        for (const [k, v] of Object.entries({ x: 12, y: y + n * step, "font-size": size, "font-weight": weight, "font-family": "Source Sans, Arial, sans-serif", fill: hex("text") })) el.setAttribute(k, v);
        el.textContent = text;
        return el;
      });
      svg.setAttribute("y", topSpace);
      svg.setAttribute("width", width);
      svg.setAttribute("height", height);
      out.append(rect, ...write(head, 30, 20, 26, 700), svg, ...write(lines, topSpace + height + 22, 16, 21), ...write(sources, topSpace + height + 26 + lines.length * 21, 12, 16));
      return { text: new XMLSerializer().serializeToString(out), width, height: total };
    }
    async save(kind) {
      const made = await this.svg();
      if (!made) { this.said.textContent = this.el.dataset.failed; return; }
      const name = `${this.file.id}.${kind}`;
      if (kind === "svg") { download(new Blob([made.text], { type: "image/svg+xml" }), name); return; }
      const image = new Image();
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(made.text)}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = made.width * 2; canvas.height = made.height * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => download(blob, name), "image/png");
    }
  }
  const scaled = (value, by, key = "") => {
    if (typeof value === "number") return key === "size" ? value * by : value;
    if (Array.isArray(value)) return value.map((v) => scaled(v, by));
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, scaled(v, by, k)]));
    return value;
  };
  const wrap = (text, width) => {
    const lines = [""];
    for (const word of (text || "").split(/\s+/)) if ((lines.at(-1) + word).length > width) lines.push(`${word} `); else lines[lines.length - 1] += `${word} `;
    return lines.map((line) => line.trim()).filter(Boolean);
  };
  const download = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const begin = async (element) => {
    if (element.dataset.begun) return;
    element.dataset.begun = "1";
    try {
      const live = new Live(element, await fetchFile(element.dataset.src));
      await live.start();
      element.live = live;
    } catch (error) {
      // The picture, the sentence and the table stay.
      element.dataset.state = "picture";
      $("[data-said]", element).textContent = element.dataset.failed;
      console.warn(`figure ${element.dataset.figure}: ${error}`);
    }
  };
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) { near.unobserve(entry.target); begin(entry.target); }
  }, { rootMargin: "400px" });
  return {
    // The first figure of a page starts at once, the others when they come near.
    meet(element, now = false, first = false) {
      if (element.dataset.met && !now) return;
      element.dataset.met = "1";
      if (now || (first && !element.closest("[data-slides]"))) begin(element);
      // While a page is being put together everything is near: look again when it stands.
      else setTimeout(() => near.observe(element), 700);
    },
    still,
  };
})();
window.guide = { tab, figures };
