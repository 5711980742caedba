// The numbers behind a picture: read point by point, shown as a table, saved for a spreadsheet.
// A table: {head, right, rows, colours}; a cell is a text or {t: words, r: range in words, v, l, h: numbers}.

function cellWords(cell) {
  return typeof cell === "object" ? cell.t + (cell.r ? ` (${cell.r})` : "") : cell;
}

// A table of more columns than a phone has room for is cards there, a row each: as simulator/report/writers/html.py.
const MOST_COLUMNS = 3, SHORT_NAME = 12;

function tableNode(table, caption) {
  const wide = table.head.length > MOST_COLUMNS, role = (name) => (wide ? name : null), side = (j) => (table.right[j] ? "n" : null);
  const cell = (c, j) => (j ? el("td", { class: side(j), role: role("cell"), "data-head": role(table.head[j]) }, typeof c === "object" ? [c.t, c.r ? el("small", {}, c.r) : null] : c)
    : el("th", { scope: "row", role: role("rowheader"), class: cellWords(c).length <= SHORT_NAME ? "short" : null }, cellWords(c)));
  return el("div", { class: wide ? "numbers wide" : "numbers", tabindex: 0, role: "region", "aria-label": caption }, el("table", { role: role("table") },
    el("thead", {}, el("tr", { role: role("row") }, table.head.map((h, j) => (h ? el("th", { scope: "col", class: side(j) }, h) : el("td", {}))))),
    el("tbody", { role: role("rowgroup") }, table.rows.map((row) => el("tr", { role: role("row") }, row.map(cell))))));
}

// A disclosure that makes its table when it is opened, and anew when what it shows has changed.
class Behind {
  constructor(opened) {
    this.summary = el("summary", { "data-key": "table" });
    this.node = el("details", { class: "behind", open: Boolean(opened) }, this.summary);
    this.node.addEventListener("toggle", () => this.fill());
  }

  set(words, title, table) {
    this.table = table;
    this.title = title;
    this.summary.textContent = words.table;
    this.summary.setAttribute("aria-label", `${words.table}: ${title}`);
    if (this.node.open) this.fill();
  }

  fill() {
    if (!this.node.open) return;
    const made = tableNode(this.table(), this.title);
    if (this.summary.nextSibling) this.summary.nextSibling.replaceWith(made);
    else this.node.append(made);
  }
}

// Excel in Viet Nam wants semicolons between cells and commas before decimals; no text may pass for a formula.
function csvOf(table, lang, words, below) {
  const between = lang === "vi" ? ";" : ",", wide = table.head.map((_, j) => table.rows.some((row) => row[j]?.l !== undefined));
  const number = (v) => (v === null || v === undefined ? "" : String(Math.round(v * 1e6) / 1e6).replace(".", lang === "vi" ? "," : "."));
  const harmless = (text) => (/^\s*[=+\-@]/.test(text) && !/^[-+]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text);
  const quoted = (text) => (/[";,\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const told = (c) => (typeof c === "object" ? number(c.v) : quoted(harmless(c)));
  const spread = (row, one, ends) => row.flatMap((c, j) => (wide[j] ? [one(c), ...ends(c)] : [one(c)])).join(between);
  const lines = [spread(table.head, (h) => quoted(harmless(h)), () => [quoted(words.low), quoted(words.high)]),
    ...table.rows.map((row) => spread(row, told, (c) => [number(c.l), number(c.h)])), "", ...below.map((text) => quoted(harmless(text)))];
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

// Over a picture: says the numbers of the point under the pointer or the finger, and of the one that the arrow keys reach.
class Reader {
  constructor(chart) {
    this.chart = chart;
    this.tip = el("div", { class: "tip", "aria-hidden": "true", hidden: true });
    this.bar = el("div", { class: "reader", "data-key": "reader", role: "slider", tabindex: 0, "aria-valuemin": 0 });
    const host = el("div", { class: "plot" });
    chart.replaceWith(host);
    host.append(chart, this.bar, this.tip);
    for (const kind of ["pointermove", "pointerdown"]) this.bar.addEventListener(kind, (e) => this.show(this.nearest(e)));
    this.bar.addEventListener("pointerleave", () => this.hide());
    this.bar.addEventListener("blur", () => this.hide());
    this.bar.addEventListener("focus", () => { if (this.bar.matches(":focus-visible")) this.show(this.at); });
    this.bar.addEventListener("keydown", (e) => this.key(e));
  }

  // about: {title, points: where each stands, lying: whether one below another, table: () => numbers, at: which first, marks: (i) => [[x, y, colour]]}
  set(about) {
    const same = this.about?.points.length === about.points.length;
    this.about = about;
    if (!same || this.tip.hidden) this.at = Math.min(about.at ?? about.points.length - 1, about.points.length - 1);
    this.bar.setAttribute("aria-label", about.title);
    this.bar.setAttribute("aria-orientation", about.lying ? "vertical" : "horizontal");
    this.bar.setAttribute("aria-valuemax", Math.max(0, about.points.length - 1));
    this.guide = svg("g", { class: "guide", "aria-hidden": "true" });
    this.chart.append(this.guide);
    if (this.tip.hidden) this.say(this.at);
    else this.show(this.at);
  }

  nearest(e) {
    const box = this.bar.getBoundingClientRect(), { points, lying, plane } = this.about;
    const off = (p) => Math.hypot(p[0] - e.clientX + box.left, p[1] - e.clientY + box.top);
    if (plane) return points.reduce((best, p, i) => (off(p) < off(points[best]) ? i : best), 0);
    const at = lying ? e.clientY - box.top : e.clientX - box.left;
    let best = 0;
    points.forEach((p, i) => { if (Math.abs(p - at) < Math.abs(points[best] - at)) best = i; });
    return best;
  }

  key(e) {
    const last = this.about.points.length - 1;
    const steps = { ArrowRight: this.at + 1, ArrowDown: this.at + 1, ArrowLeft: this.at - 1, ArrowUp: this.at - 1, Home: 0, End: last };
    if (e.key === "Escape") return this.hide();
    if (!(e.key in steps)) return;
    e.preventDefault();
    e.stopPropagation();
    this.show(Math.max(0, Math.min(last, this.tip.hidden ? this.at : steps[e.key])));
  }

  row(i) {
    const table = this.about.table(), row = table.rows[i] || [];
    const lines = row.slice(1).map((cell, j) => [table.head[j + 1], cellWords(cell), table.colours?.[j + 1]]).filter((line) => line[1]);
    return { name: row.length ? cellWords(row[0]) : "", lines };
  }

  say(i) {
    if (!this.about.points.length) return;
    const { name, lines } = this.row(i);
    this.bar.setAttribute("aria-valuenow", i);
    this.bar.setAttribute("aria-valuetext", `${name}: ${lines.map(([label, words]) => `${label} ${words}`).join("; ")}`);
  }

  show(i) {
    const { points, lying, plane, marks } = this.about;
    if (!points.length) return;
    this.at = i;
    this.say(i);
    const { name, lines } = this.row(i), box = this.chart.viewBox.baseVal;
    this.tip.replaceChildren(el("b", {}, name), el("table", {}, lines.map(([label, words, colour]) => el("tr", {},
      el("td", {}, colour === undefined ? null : el("i", { style: `background:${colourOf(colour)}` }), label), el("td", { class: "n" }, words)))));
    this.tip.hidden = false;
    const line = lying ? { x1: 0, x2: box.width, y1: points[i], y2: points[i] } : { x1: points[i], x2: points[i], y1: 0, y2: box.height - 18 };
    const dots = (marks?.(i) || []).map(([x, y, colour]) => svg("circle", { cx: x, cy: y, r: 4, style: `fill:${colourOf(colour)}` }));
    this.guide.replaceChildren(...(plane ? [svg("circle", { cx: points[i][0], cy: points[i][1], r: 5 })] : [svg("line", line)]), ...dots);
    this.place(plane ? points[i][1] : points[i], lying || plane, box, dots.map((dot) => Number(dot.getAttribute("cy"))));
  }

  // Beside the point, where there is room for it; never outside the picture.
  place(at, lying, box, marks) {
    const { offsetWidth: width, offsetHeight: height } = this.tip;
    const beside = at + 14 + width > box.width ? at - 14 - width : at + 14;
    const covers = marks.length && Math.min(...marks) < height + 8 && Math.max(...marks) < box.height - 28 - height;
    const left = lying ? box.width - width - 4 : beside, top = lying ? (at + 18 + height > box.height ? at - 18 - height : at + 18) : covers ? box.height - 22 - height : 2;
    this.tip.style.left = `${Math.max(0, Math.min(left, box.width - width))}px`;
    this.tip.style.top = `${lying ? Math.max(top, -40) : top}px`;
  }

  hide() {
    this.tip.hidden = true;
    this.guide?.replaceChildren();
  }
}
