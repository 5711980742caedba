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
        const size = (part.values[sex][g] / most) * (half - 44);
        out.push(svg("rect", { x: sex ? middle + 26 + x : middle - 26 - x - size, y: y + 1, width: size, height: row - 3, style: paint(defs, part.colour, part.hatched) }));
        x += size;
      });
      const words = formatNumber(Math.round(sum(sex, g)), 0, spec.lang);
      if (width > 560) out.push(label(words, sex ? middle + 30 + x : middle - 30 - x, y + 12, { class: "tick", "text-anchor": sex ? "start" : "end" }));
    }
  });
  return { height: top + spec.groups.length * row + 6, nodes: [defs, ...out], points, lying: true };
}

const KINDS = { pyramid, stack: columns, lines: curves, curve: curves, bars: rows, waterfall: rows, parts: rows, tornado: rows, tiles };
