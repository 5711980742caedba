// A chart of a result: upright over years and numbers, lying over groups, a pyramid of ages. Estimates are hatched.

function hatch(defs, colour, id) {
  defs.append(svg("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: 6, height: 6, style: `fill:${colour};opacity:.22` }), svg("line", { x1: 0, y1: 0, x2: 0, y2: 6, style: `stroke:${colour};stroke-width:2.2` })));
  return `url(#${id})`;
}

function label(text, x, y, attributes = {}) {
  const node = svg("text", { x, y, ...attributes });
  node.textContent = text;
  return node;
}

function paint(defs, index, hatched) {
  const colour = colourOf(index);
  return hatched ? `fill:${hatch(defs, colour, `h${Math.random().toString(36).slice(2)}`)};stroke:${colour}` : `fill:${colour}`;
}

function legend(key) {
  return el("div", { class: "legend" }, key.map((entry) => el("span", {}, swatch(entry), entry.label)));
}

function swatch(entry) {
  const defs = svg("defs");
  const mark = entry.dash === undefined ? svg("rect", { x: 0.5, y: 0.5, width: 13, height: 11, style: paint(defs, entry.colour, entry.hatched) })
    : svg("line", { x1: 0, x2: 22, y1: 6, y2: 6, style: `stroke:${colourOf(entry.colour)};stroke-width:2.4`, "stroke-dasharray": entry.dash || null });
  return svg("svg", { width: entry.dash === undefined ? 14 : 22, height: 12, "aria-hidden": "true" }, defs, mark);
}

function pyramid(spec, width) {
  const row = 17, top = 24, middle = width / 2, half = width / 2 - 34, defs = svg("defs"), out = [], points = [];
  const sum = (sex, g) => spec.parts.reduce((s, p) => s + p.values[sex][g], 0);
  const most = Math.max(...spec.groups.flatMap((_, g) => [sum(0, g), sum(1, g)])) || 1;
  out.push(label(spec.sexes[0], middle - 40, 12, { "text-anchor": "end", class: "strong" }), label(spec.sexes[1], middle + 40, 12, { class: "strong" }));
  spec.groups.forEach((name, g) => {
    const y = top + (spec.groups.length - 1 - g) * row;
    points.push(y + row / 2);
    out.push(label(name, middle, y + 12, { class: "tick", "text-anchor": "middle" }));
    for (const sex of [0, 1]) {
      let x = 0;
      spec.parts.forEach((part) => {
        const size = (part.values[sex][g] / most) * (half - 30);
        out.push(svg("rect", { x: sex ? middle + 26 + x : middle - 26 - x - size, y: y + 1, width: size, height: row - 3, style: paint(defs, part.colour, part.hatched) }));
        x += size;
      });
      const words = formatNumber(Math.round(sum(sex, g)), 0, spec.lang);
      if (width > 560) out.push(label(words, sex ? middle + 30 + x : middle - 30 - x, y + 12, { class: "tick", "text-anchor": sex ? "start" : "end" }));
    }
  });
  return { height: top + spec.groups.length * row + 6, nodes: [defs, ...out], points, lying: true };
}

const KINDS = { pyramid, stack: columns, lines: curves, curve: curves, bars: rows, waterfall: rows, parts: rows, tornado: rows };

// What came, and what would have been said from each year.
function fan(place, spec) {
  const chart = new LineChart(place, { title: spec.title, height: 250, labels: 92, small: true });
  chart.draw({ ...spec, series: [], years: [spec.span[0]] });
  chart.svg.setAttribute("aria-label", `${spec.title}. ${spec.told}`);
  return chart.svg;
}

function still(place, spec, width) {
  const { height, nodes, points, lying, marks } = KINDS[spec.kind](spec, width);
  const chart = svg("svg", { role: "img", class: "chart", "aria-label": `${spec.title}. ${spec.told || ""}`, viewBox: `0 0 ${width} ${height}`, width, height }, nodes);
  chart.legend = spec.key;
  place.append(chart);
  new Reader(chart).set({ title: `${spec.w.read}: ${spec.title}`, points, lying, marks, at: spec.at, table: () => spec.table });
  return chart;
}

function drawFigure(known) {
  const { host, data: spec } = known, width = Math.max(240, host.clientWidth), place = el("div", {});
  let chart = null;
  for (const entry of spec.key) if (entry.line) entry.dash = DASHES[entry.colour % DASHES.length];
  const buttons = saveButtons(spec.title, () => chart, () => csvOf(spec.table, spec.lang, spec.w, belowOf(spec)));
  known.behind ??= new Behind();
  host.replaceChildren(el("div", { class: "bar" }, el("span", { class: "caption" }, spec.title), buttons), spec.key.length && spec.kind !== "fan" ? legend(spec.key) : "", place, known.behind.node);
  chart = spec.kind === "fan" ? fan(place, spec) : still(place, spec, width);
  known.behind.set(spec.w, spec.title, () => spec.table);
}

const FIGURES = new WeakMap();

export default function ({ data, parentElement }) {
  let known = FIGURES.get(parentElement);
  if (!known) {
    const host = el("figure", { class: "wb figure" });
    parentElement.append(host);
    known = { host, width: 0 };
    known.watch = new ResizeObserver(() => { if (host.clientWidth !== known.width) { known.width = host.clientWidth; drawFigure(known); } });
    known.watch.observe(host);
    FIGURES.set(parentElement, known);
  }
  known.data = data;
  known.width = known.host.clientWidth;
  drawFigure(known);
  return () => { known.watch.disconnect(); known.host.remove(); FIGURES.delete(parentElement); };
}
