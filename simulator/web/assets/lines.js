// A line chart in SVG: history, scenarios with bands, targets, the nation; labels at the ends.

const COLOURS = ["#5f6b7a", "#0b5fa5", "#b4510a", "#00796b", "#7b3fa0", "#a3262c", "#7a6200", "#5fa3e0", "#d45fa5", "#5b4636"];
const DASHES = ["", "", "7 3", "2 3", "9 3 2 3", "5 2", "3 2 1 2", "1 2.5", "12 3 2 3 2 3", "5 5"];

function colourOf(index) {
  // Mixed with the text colour: darker on light paper, lighter on dark.
  return `color-mix(in srgb, ${COLOURS[index % COLOURS.length]} 72%, var(--st-text-color))`;
}

// No 2.5: where its quarters are written without decimals, ticks read 0, 3, 5, 8.
function niceStep(span, parts) {
  const raw = span / parts, size = 10 ** Math.floor(Math.log10(raw));
  for (const m of [1, 2, 5, 10]) if (raw <= m * size) return m * size;
  return 10 * size;
}

// Names that were too long for their room: [classes, room, name] -> what of them fits.
const FITTED = new Map();

// Cuts a name at the end of a line to the room beside the picture; whoever points at it reads all of it.
function fitted(text, name, room) {
  const whole = name.textContent, key = JSON.stringify([text.getAttribute("class"), Math.round(room), whole]);
  if (!FITTED.has(key)) {
    for (let n = whole.length; n > 1 && text.getComputedTextLength() > room; name.textContent = `${whole.slice(0, n).trimEnd()}…`) n -= 1;
    FITTED.set(key, name.textContent);
  }
  name.textContent = FITTED.get(key);
  if (name.textContent !== whole) text.append(svg("title", {}, whole));
}

class LineChart {
  constructor(host, { height, labels, title, small = false }) {
    this.host = host;
    this.height = height;
    this.room = labels;
    this.small = small;
    this.title = title;
    this.top = 0;
    this.svg = svg("svg", { role: "img", class: "chart" });
    host.append(this.svg);
    this.reader = new Reader(this.svg);
  }

  // Asking for a width makes the browser lay out the page: it is asked for only when it changed.
  measure() {
    this.width = Math.max(180, this.host.clientWidth);
    return this.width;
  }

  // spec: {years, span, unit: share|person, lang, series, history, nation, drift, targets, own, year, today}
  draw(spec) {
    this.spec = spec;
    const width = this.width || this.measure();
    const height = typeof this.height === "function" ? this.height() : this.height;
    const room = typeof this.room === "function" ? this.room(width) : this.room;
    this.wordy = room >= 100;
    // Above counts there is a line for their unit.
    this.box = { left: this.small ? 36 : 42, right: width - room, top: spec.unit === "share" ? 10 : 22, bottom: height - 20, width, height };
    this.scale();
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.svg.setAttribute("width", width);
    this.svg.setAttribute("height", height);
    this.svg.replaceChildren();
    this.axes();
    this.paths(spec.paths || []);
    this.context();
    this.lines = new Map();
    for (const one of spec.series) this.line(one);
    this.targets();
    this.label();
    if (this.wordy) this.fit();
    this.describe();
    this.read();
  }

  // The years that have a number, each read out where it stands.
  read() {
    const { spec } = this, years = this.table().rows.map((row) => Number(row[0]));
    const marks = (i) => [...this.lines.values()].map(({ values, colour }) => [values[years[i] - spec.years[0]], colour])
      .filter(([v]) => v !== undefined).map(([v, colour]) => [this.x(years[i]), this.y(v), colour]);
    this.reader.set({ title: `${spec.w.read}: ${this.title}`, points: years.map((year) => this.x(year)), at: years.indexOf(spec.year), table: () => this.table(), marks });
  }

  // The numbers of every line and every year, as they stand now.
  table() {
    const { spec } = this, w = spec.w;
    if (spec.table) return spec.table;
    const of = (points) => new Map((points || []).filter((p) => p[3] !== false).map((p) => [p[0], p[1]]));
    const beside = [[w.history, of(spec.history)], [spec.names?.nation, of(spec.nation)], [spec.names?.drift, of(spec.drift)],
      [w.target, new Map((spec.targets || []).map((t) => [t.year, t.value]))]].filter(([, points]) => points.size);
    const first = Math.ceil(Math.min(spec.span[0], spec.years[0])), rows = [];
    for (let year = first; year <= spec.span[1]; year++) {
      const row = year - spec.years[0];
      const cells = [...[...this.lines.values()].map((p) => this.cell(p.values[row], p.told, row)), ...beside.map(([, points]) => this.cell(points.get(year)))];
      if (cells.some((c) => c !== "")) rows.push([String(year), ...cells]);
    }
    const lines = spec.series.map((one) => one.label);
    return { head: [w.year, ...lines, ...beside.map(([name]) => name)], right: [false, ...lines.map(() => true), ...beside.map(() => true)],
      colours: [undefined, ...spec.series.map((one) => one.colour)], rows };
  }

  cell(value, band, row) {
    if (value === undefined || row < 0) return "";
    const scale = this.spec.unit === "share" ? 100 : 1, told = { t: this.number(value), v: scale * value };
    if (!band) return told;
    const [l, h] = [band.low[row], band.high[row]];
    return { ...told, r: `${this.number(l)} – ${this.number(h)}`, l: scale * l, h: scale * h };
  }

  scale() {
    const { spec } = this;
    let most = 0;
    const look = (points) => { for (const v of points) if (v > most) most = v; };
    for (const one of spec.series) {
      look(one.values);
      if (one.band) look(one.band.high);
    }
    look((spec.history || []).map((p) => p[1]));
    look((spec.nation || []).map((p) => p[1]));
    look((spec.drift || []).map((p) => p[1]));
    look((spec.targets || []).map((p) => p.value));
    for (const one of spec.paths || []) look((one.band ? one.band.high : one.points).map((p) => p[1]));
    look((spec.own || []).map((p) => p[1]));
    if (spec.reach) most = Math.max(most, spec.reach);
    // The scale holds while it is roomy enough, so that nothing jumps from one change to the next.
    if (!(most <= this.top && most > 0.55 * this.top)) this.top = most * 1.06 || 1;
    this.step = niceStep(this.top, 5);
  }

  x(year) {
    const [a, b] = this.spec.span;
    return this.box.left + ((year - a) / (b - a)) * (this.box.right - this.box.left);
  }

  y(value) {
    const v = Math.min(value, this.top * 1.04);
    return this.box.bottom - (v / this.top) * (this.box.bottom - this.box.top);
  }

  number(value) {
    const { unit, lang } = this.spec;
    return unit === "share" ? formatShare(value, lang) : formatNumber(value, 0, lang);
  }

  tick(value) {
    const { unit, lang } = this.spec;
    if (unit === "share") return formatShare(value, lang, this.step < 0.01 ? 1 : 0);
    const size = [1, 1e3, 1e6][this.magnitude()];
    return formatNumber(value / size, this.step % size ? 1 : 0, lang);
  }

  // The axis counts in ones, thousands or millions of people.
  magnitude() {
    return this.step >= 5e5 ? 2 : this.step >= 500 ? 1 : 0;
  }

  axes() {
    const { box, spec } = this, parts = [];
    for (let v = 0; v <= this.top * 1.0001; v += this.step) {
      const y = this.y(v);
      parts.push(svg("line", { x1: box.left, x2: box.right, y1: y, y2: y, class: v ? "grid" : "axis" }));
      const t = svg("text", { x: box.left - 5, y: y + 4, class: "tick", "text-anchor": "end" });
      t.textContent = this.tick(v);
      parts.push(t);
    }
    if (spec.unit !== "share" && spec.unit_words) {
      const t = svg("text", { x: 0, y: 10, class: "tick" });
      t.textContent = spec.unit_words[this.magnitude()];
      parts.push(t);
    }
    const [a, b] = spec.span;
    const every = Math.max(1, Math.ceil((b - a) / ((box.right - box.left) / 44)));
    for (let year = Math.ceil(a); year <= b; year++) {
      if ((year - spec.year) % every) continue;
      const t = svg("text", { x: this.x(year), y: box.bottom + 15, "text-anchor": "middle",
        class: year === spec.year ? "tick strong" : "tick" });
      t.textContent = year;
      parts.push(t);
    }
    const now = this.x(spec.years[0]);
    parts.push(svg("line", { x1: now, x2: now, y1: box.top, y2: box.bottom, class: "now" }));
    parts.push(...this.today());
    this.svg.append(...parts);
  }

  // The day to which law and figures are known; what is right of it is still to come.
  today() {
    const { box, spec } = this, day = spec.today;
    if (!day || day.at < spec.span[0] || day.at > spec.span[1]) return [];
    const x = this.x(day.at), line = svg("line", { x1: x, x2: x, y1: box.top, y2: box.bottom, class: "today" });
    const said = svg("title", {}), t = svg("text", { x: x + 4, y: box.bottom - 5, class: "tick" });
    said.textContent = day.label;
    line.append(said);
    t.textContent = day.label;
    return this.small ? [line] : [line, t];
  }

  path(points) {
    return points.map((p, i) => `${i ? "L" : "M"}${this.x(p[0]).toFixed(1)} ${this.y(p[1]).toFixed(1)}`).join("");
  }

  context() {
    const { spec } = this, parts = [];
    this.ends = [];
    this.end(spec.nation, spec.names?.nation);
    this.end(spec.drift, spec.names?.drift);
    this.end(spec.history, spec.names?.history);
    for (const path of this.named) this.end(...path);
    if (spec.nation?.length) parts.push(svg("path", { d: this.path(spec.nation), class: "nation" }));
    if (spec.drift?.length) parts.push(svg("path", { d: this.path(spec.drift), class: "drift" }));
    const line = (spec.history || []).filter((p) => p[3]);
    if (line.length > 1) parts.push(svg("path", { d: this.path(line), class: "history" }));
    for (const [x, value, solid] of spec.history || []) {
      parts.push(svg("circle", { cx: this.x(x), cy: this.y(value), r: this.small ? 2.5 : 3, class: solid ? "dot" : "dot open" }));
    }
    for (const [x, value] of spec.own || []) {
      const a = this.x(x), b = this.y(value);
      parts.push(svg("path", { d: `M${a - 4} ${b - 4}L${a + 4} ${b + 4}M${a - 4} ${b + 4}L${a + 4} ${b - 4}`, class: "own" }));
    }
    this.svg.append(...parts);
  }

  // A line that no slider moves has its name at its end too.
  end(points, name, colour) {
    if (!points?.length || !name) return;
    const value = points[points.length - 1][1];
    const text = svg("text", { class: "end context", style: colour === undefined ? null : `fill:${colourOf(colour)}` });
    text.textContent = this.wordy ? `${this.number(value)} ${name}` : name;
    this.ends.push({ text, value });
  }

  // Paths of other lengths than the years, such as forecasts made in the past.
  paths(paths) {
    this.named = [];
    for (const one of paths) {
      if (one.band) this.svg.append(svg("path", { d: `${this.path(one.band.low)}${this.path([...one.band.high].reverse()).replace("M", "L")}Z`, class: "band", style: `fill:${colourOf(one.colour)}` }));
      this.named.push([one.points, one.label, one.colour]);
      this.svg.append(svg("path", { d: this.path(one.points), class: "line", style: `stroke:${colourOf(one.colour)}`, "stroke-dasharray": one.dash || null }));
    }
  }

  points(values) {
    return Array.from(values, (v, i) => [this.spec.years[i], v]);
  }

  line(one) {
    const colour = colourOf(one.colour), parts = {};
    if (one.band) {
      const low = this.points(one.band.low), high = this.points(one.band.high).reverse();
      parts.band = svg("path", { d: `${this.path(low)}${this.path(high).replace("M", "L")}Z`, class: "band", style: `fill:${colour}` });
      this.svg.append(parts.band);
    }
    if (one.before) {
      parts.before = svg("path", { d: this.path(this.points(one.before)), class: "before", style: `stroke:${colour}` });
      this.svg.append(parts.before);
    }
    parts.path = svg("path", { d: this.path(this.points(one.values)), class: one.active ? "line active" : "line",
      style: `stroke:${colour}`, "stroke-dasharray": DASHES[one.colour % DASHES.length] });
    parts.text = svg("text", { class: one.active ? "end strong" : "end", style: `fill:${colour}` });
    parts.name = svg("tspan", {});
    parts.value = svg("tspan", { dx: 4, class: "value" });
    if (!this.small) {
      if (this.wordy) parts.name.textContent = one.label;
      parts.text.append(parts.value, parts.name);
      parts.value.setAttribute("dx", 0);
      parts.name.setAttribute("dx", 5);
    } else parts.text.append(parts.value);
    parts.values = one.values;
    parts.colour = one.colour;
    parts.told = one.told ?? one.band;
    this.svg.append(parts.path, parts.text);
    this.then(one, parts, colour);
    this.lines.set(one.name, parts);
  }

  // The year looked at: the line in hand has a dot there, with the value of the first card.
  then(one, parts, colour) {
    this.row = this.spec.year - this.spec.years[0];
    if (!one.active || this.small || this.row <= 0 || this.row >= one.values.length - 1) return;
    parts.dot = svg("circle", { r: 5, class: "then", style: `fill:${colour}` });
    parts.said = svg("text", { class: "end strong", "text-anchor": "middle", style: `fill:${colour}` });
    this.svg.append(parts.dot, parts.said);
    this.mark(parts);
  }

  mark(parts) {
    if (!parts.dot) return;
    const x = this.x(this.spec.year), y = this.y(parts.values[this.row]);
    parts.dot.setAttribute("cx", x);
    parts.dot.setAttribute("cy", y);
    parts.said.setAttribute("x", x);
    const close = (this.spec.targets || []).some((t) => t.year === this.spec.year && Math.abs(this.y(t.value) - y + 12) < 30);
    parts.said.setAttribute("y", close ? y + 22 : y - 10);
    words(parts.said, this.number(parts.values[this.row]));
  }

  targets() {
    const { spec } = this;
    this.marks = [];
    for (const target of spec.targets || []) {
      const a = this.x(target.year), b = this.y(target.value), r = this.small ? 4 : 6;
      if (target.year < spec.span[0] || target.year > spec.span[1]) continue;
      // In the last year the names of the lines stand right of it.
      const last = this.box.right - a < 24, at = last ? { x: a - r - 3, y: b + 4, "text-anchor": "end" } : { x: a, y: b - r - 3, "text-anchor": "middle" };
      const t = svg("text", { ...at, class: "mark" });
      if (last) this.marks.push(b);
      t.textContent = target.words;
      this.svg.append(svg("path", { d: `M${a} ${b - r}L${a + r} ${b}L${a} ${b + r}L${a - r} ${b}Z`, class: "target" }), t);
    }
  }

  // Labels at the line's end, pushed apart where they would touch.
  label() {
    const rows = [...this.lines.values()].map((parts) => ({ text: parts.text, parts, y: this.y(parts.values[parts.values.length - 1]) + 4 }));
    for (const { text, value } of this.ends) rows.push({ text, y: this.y(value) + 4 });
    rows.sort((a, b) => a.y - b.y);
    const gap = this.small ? 12 : 15;
    for (let i = 1; i < rows.length; i++) rows[i].y = Math.max(rows[i].y, rows[i - 1].y + gap);
    let limit = this.box.bottom + 4;
    for (let i = rows.length - 1; i >= 0; i--) {
      rows[i].y = Math.min(rows[i].y, limit);
      limit = rows[i].y - gap;
    }
    for (const { text, parts, y } of rows) {
      const beside = this.marks.some((mark) => Math.abs(mark - y + 4) < 14);
      text.setAttribute("x", this.box.right + (beside ? 11 : 5));
      text.setAttribute("y", y.toFixed(1));
      if (!text.parentNode) this.svg.append(text);
      if (parts) words(parts.value, this.number(parts.values[parts.values.length - 1]));
    }
  }

  fit() {
    const { right, width } = this.box;
    for (const { text, name } of this.lines.values()) fitted(text, name, width - right - 12);
    for (const { text } of this.ends) fitted(text, text, width - right - 12);
  }

  // While a slider is dragged only the moved line and its label change.
  move(name, values) {
    const parts = this.lines?.get(name);
    if (!parts) return;
    parts.values = values;
    parts.told = null;
    parts.path.setAttribute("d", this.path(this.points(values)));
    if (parts.band) parts.band.setAttribute("visibility", "hidden");
    this.mark(parts);
    this.label();
  }

  // Whether what moved no longer fits the scale.
  outgrown() {
    return [...this.lines.values()].some(({ values }) => Math.max(...values) > this.top);
  }

  describe() {
    const { spec } = this;
    const last = spec.years[spec.years.length - 1];
    const said = [...new Set([spec.years[0], spec.year, last])].map((year) => year - spec.years[0]);
    const told = spec.series.map((one) => `${one.label}: ${said.map((at) => `${spec.years[at]}: ${this.number(one.values[at])}`).join(", ")}`).join("; ");
    this.svg.legend = spec.series.map((one) => ({ label: one.label, colour: one.colour, dash: DASHES[one.colour % DASHES.length] }));
    for (const path of spec.paths || []) if (path.label) this.svg.legend.push({ label: path.label, colour: path.colour, dash: path.dash });
    this.svg.setAttribute("data-title", this.title);
    for (const button of this.host.querySelectorAll(".save button")) button.setAttribute("aria-label", `${button.textContent}: ${this.title}`);
    silent(this.svg);
    this.svg.setAttribute("aria-label", [`${this.title}. ${told}`, spec.today?.label].filter(Boolean).join("; "));
  }
}
