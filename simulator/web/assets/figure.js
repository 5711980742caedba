// Charts that stand still: columns by year, bars by row, a pyramid by age. Estimates are hatched.

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

function paint(defs, part, i) {
  const colour = colourOf(part.colour ?? i);
  return part.hatched ? `fill:${hatch(defs, colour, `h${Math.random().toString(36).slice(2)}`)};stroke:${colour}` : `fill:${colour}`;
}

function legend(spec, paints) {
  return el("div", { class: "legend" }, spec.parts.map((part, i) => el("span", {},
    svg("svg", { width: 14, height: 12, "aria-hidden": "true" }, (() => {
      const defs = svg("defs");
      return [defs, svg("rect", { x: 0.5, y: 0.5, width: 13, height: 11, style: paint(defs, part, i) })];
    })()), part.label)));
}

function shown(spec, value) {
  return spec.unit === "point" ? formatSigned(value, 1, spec.lang) : formatNumber(Math.round(value), 0, spec.lang);
}

function columns(spec, width) {
  const height = 250, left = 54, right = width - 8, top = 12, bottom = height - 22;
  const sums = spec.years.map((_, y) => [0, 1].map((side) => spec.parts.reduce((s, p) => s + (side ? Math.min(0, p.values[y]) : Math.max(0, p.values[y])), 0)));
  const most = Math.max(...sums.map((s) => s[0]), 0), least = Math.min(...sums.map((s) => s[1]), 0);
  const span = most - least || 1, step = niceStep(span, 5), out = [], defs = svg("defs");
  const y = (v) => bottom - ((v - least) / (span * 1.05)) * (bottom - top);
  for (let v = Math.ceil(least / step) * step; v <= most + step * 0.01; v += step) {
    out.push(svg("line", { x1: left, x2: right, y1: y(v), y2: y(v), class: Math.abs(v) < step / 99 ? "axis" : "grid" }), label(spec.unit === "point" ? formatNumber(v, step < 1 ? 1 : 0, spec.lang) : shown(spec, v), left - 5, y(v) + 4, { class: "tick", "text-anchor": "end" }));
  }
  const pitch = (right - left) / spec.years.length, every = Math.ceil(40 / pitch);
  spec.years.forEach((year, i) => {
    let up = 0, down = 0;
    const x = left + i * pitch + pitch * 0.15;
    spec.parts.forEach((part, k) => {
      const v = part.values[i], from = v >= 0 ? up : down;
      if (v >= 0) up += v; else down += v;
      if (Math.abs(v) > 0) out.push(svg("rect", { x, width: pitch * 0.7, y: y(Math.max(from, from + v)), height: Math.max(0.5, Math.abs(y(from) - y(from + v))), style: paint(defs, part, k) }));
    });
    if ((year - spec.year) % every === 0) out.push(label(String(year), x + pitch * 0.35, height - 6, { class: year === spec.year ? "tick strong" : "tick", "text-anchor": "middle" }));
  });
  return { height, nodes: [defs, ...out] };
}

function bars(spec, width) {
  const wide = width > 620, left = wide ? 250 : 8, right = width - (spec.room ?? 92), row = wide ? 30 : 46, defs = svg("defs"), out = [];
  const total = (r) => Math.max(r.values.reduce((a, b) => a + Math.abs(b), 0), r.range ? r.range[1] : 0);
  const most = Math.max(...spec.rows.map(total)) || 1;
  spec.rows.forEach((r, i) => {
    const top = 6 + i * row;
    out.push(wide ? label(r.label, left - 8, top + 16, { "text-anchor": "end" }) : label(r.label, left, top + 12));
    let x = left;
    r.values.forEach((v, k) => {
      const part = { ...spec.parts[k], ...(r.colour === undefined ? {} : { colour: r.colour, hatched: r.hatched }) };
      const size = (Math.abs(v) / most) * (right - left);
      if (v) out.push(svg("rect", { x, y: top + (wide ? 3 : 18), width: Math.max(0.7, size), height: 18, style: paint(defs, part, k) }));
      x += size;
    });
    if (r.range) {
      const [from, to] = r.range.map((v) => left + (Math.max(0, v) / most) * (right - left)), y = top + (wide ? 12 : 27);
      const d = `M${from} ${y}H${to}M${from} ${y - 4}V${y + 4}M${to} ${y - 4}V${y + 4}`;
      out.push(svg("path", { d, class: "whisker under" }), svg("path", { d, class: "whisker" }));
      x = Math.max(x, to);
    }
    out.push(label(r.text, x + 6, top + (wide ? 17 : 32), { class: "end strong" }));
  });
  return { height: 12 + spec.rows.length * row, nodes: [defs, ...out] };
}

function pyramid(spec, width) {
  const row = 17, top = 24, middle = width / 2, half = width / 2 - 34, defs = svg("defs"), out = [];
  const sum = (sex, g) => spec.parts.reduce((s, p) => s + p.values[sex][g], 0);
  const most = Math.max(...spec.groups.flatMap((_, g) => [sum(0, g), sum(1, g)])) || 1;
  out.push(label(spec.sexes[0], middle - 40, 12, { "text-anchor": "end", class: "strong" }), label(spec.sexes[1], middle + 40, 12, { class: "strong" }));
  spec.groups.forEach((name, g) => {
    const y = top + (spec.groups.length - 1 - g) * row;
    out.push(label(name, middle, y + 12, { class: "tick", "text-anchor": "middle" }));
    for (const sex of [0, 1]) {
      let x = 0;
      spec.parts.forEach((part, k) => {
        const size = (part.values[sex][g] / most) * (half - 30);
        out.push(svg("rect", { x: sex ? middle + 26 + x : middle - 26 - x - size, y: y + 1, width: size, height: row - 3, style: paint(defs, part, k) }));
        x += size;
      });
      const words = formatNumber(Math.round(sum(sex, g)), 0, spec.lang);
      if (width > 560) out.push(label(words, sex ? middle + 30 + x : middle - 30 - x, y + 12, { class: "tick", "text-anchor": sex ? "start" : "end" }));
    }
  });
  return { height: top + spec.groups.length * row + 6, nodes: [defs, ...out] };
}

// What came, and what would have been said from each year.
function fan(host, spec) {
  const place = el("div", {});
  host.replaceChildren(el("div", { class: "bar" }, el("span"), saveButtons(spec.title, spec.file, () => chart.svg)), place);
  const chart = new LineChart(place, { title: spec.title, height: 250, labels: 92, small: true });
  chart.draw({ ...spec, series: [], years: [spec.span[0]] });
  chart.svg.setAttribute("aria-label", `${spec.title}. ${spec.told}`);
}

const KINDS = { columns, bars, pyramid };

function drawFigure(host, spec) {
  const width = Math.max(240, host.clientWidth);
  if (spec.kind === "fan") return fan(host, spec);
  const { height, nodes } = KINDS[spec.kind](spec, width);
  const chart = svg("svg", { role: "img", class: "chart", "aria-label": `${spec.title}. ${spec.told || ""}`, viewBox: `0 0 ${width} ${height}`, width, height }, nodes);
  chart.legend = spec.parts.length > 1 ? spec.parts.map((part, i) => ({ label: part.label, colour: part.colour ?? i })) : [];
  host.replaceChildren(el("div", { class: "bar" }, spec.parts.length > 1 ? legend(spec) : el("span"), saveButtons(spec.title, spec.file, () => chart)), chart);
}

const FIGURES = new WeakMap();

export default function ({ data, parentElement }) {
  let known = FIGURES.get(parentElement);
  if (!known) {
    const host = el("figure", { class: "wb figure" });
    parentElement.append(host);
    known = { host, width: 0 };
    known.watch = new ResizeObserver(() => { if (host.clientWidth !== known.width) { known.width = host.clientWidth; drawFigure(host, known.data); } });
    known.watch.observe(host);
    FIGURES.set(parentElement, known);
  }
  known.data = data;
  known.width = known.host.clientWidth;
  drawFigure(known.host, data);
  return () => { known.watch.disconnect(); known.host.remove(); FIGURES.delete(parentElement); };
}
