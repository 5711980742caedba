// Pictures that lie, a row a group: bars with ranges, bars of parts, steps of a waterfall, a tornado.

// Where rows, names and values stand; on a narrow screen names stand above their bars. On the wall
// (spec.close) rows stand close together, so that letters become large.
function shape(spec, width, values) {
  const longest = (texts) => Math.max(0, ...texts.map((t) => t.length)), wide = width > (spec.close ? 430 : 620);
  const said = longest(spec.cells.map((c) => c.t)) * 7.2 + longest(spec.cells.map((c) => (c.r ? `(${c.r})` : ""))) * 6.1 + 16;
  const left = wide ? Math.min((spec.close ? 0.46 : 0.36) * width, longest(spec.points) * 7.2 + 14) : 8, right = width - Math.min(said, 0.5 * width);
  const most = Math.max(...values, 0), least = Math.min(...values, ...(spec.from === undefined ? [0] : []));
  const scale = (v) => left + ((v - least) / (most - least || 1)) * (right - left);
  const names = spec.points.map((name) => atMost(wrapped(name, Math.floor((wide ? left : width - 12) / 7)), 3));
  const room = spec.room || 1, tall = (spec.close ? 14 : 18) * Math.min(room, 1.7), row = (spec.close ? 21 : 30) * room;
  // Each row is as high as its name needs; on the wall as high as there is room for.
  const heights = names.map((lines) => (wide ? Math.max(row, 13 * lines.length + 4) : row + 3 + 13 * lines.length));
  return { wide, left, right, scale, names, tall, heights };
}

function atMost(lines, most) {
  return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]}…`] : lines;
}

function rows(spec, width) {
  const ends = spec.whiskers.flatMap((known) => known || []);
  const { wide, left, right, scale, names, tall, heights } = shape(spec, width, [...spec.spans.flat(2), ...ends].filter((v) => v !== null));
  const lead = spec.unit ? (spec.close && wide ? 10 : 16) : 0, defs = svg("defs"), out = [], points = [], zero = scale(spec.from ?? 0), height = lead + (spec.close ? 2 : 12) + heights.reduce((sum, high) => sum + high, 0);
  const axis = (from, to) => out.push(svg("line", { x1: zero, x2: zero, y1: from, y2: to, class: "axis" }));
  out.push(label(spec.unit || "", 0, 10, { class: "tick" }));
  if (wide) axis(lead + 4, height - 6);
  let top = lead + (spec.close ? 0 : 6);
  names.forEach((lines, i) => {
    const row = heights[i], bar = top + (wide ? (row - tall) / 2 - 2 : 6 + 13 * lines.length), middle = bar + tall / 2, kind = spec.strong.includes(i) ? "name strong" : "name";
    points.push(top + row / 2);
    if (!wide) axis(bar - 3, bar + tall + 3); // A name above its bar is not crossed by the axis.
    const [x, first, anchor] = wide ? [left - 8, middle + 4 - 6.5 * (lines.length - 1), "end"] : [left + 4, bar - 6 - 13 * (lines.length - 1), "start"];
    lines.forEach((words, k) => out.push(label(words, x, first + 13 * k, { "text-anchor": anchor, class: kind })));
    let furthest = zero;
    spec.spans[i].forEach(([from, to], k) => {
      const entry = spec.paints[i][k], a = scale(Math.min(from, to)), b = scale(Math.max(from, to));
      if (from !== to) out.push(svg("rect", { x: a, y: bar, width: Math.max(0.7, b - a), height: tall, style: paint(defs, entry.colour, entry.hatched) }));
      furthest = Math.max(furthest, b);
    });
    furthest = Math.max(furthest, whisker(spec, i, middle, scale, right, out));
    if (wide && spec.kind === "waterfall" && i + 1 < spec.points.length) {
      const at = scale(spec.spans[i][0][1]);
      out.push(svg("line", { x1: at, x2: at, y1: bar + tall, y2: top + row + (heights[i + 1] - tall) / 2 - 2, class: "joint" }));
    }
    const words = label("", furthest + 6, middle + 5, { class: "end strong" }), range = svg("tspan", { class: "range", dx: 4 });
    range.textContent = spec.cells[i].r ? `(${spec.cells[i].r})` : "";
    words.append(spec.cells[i].t, range);
    out.push(words);
    top += row;
  });
  return { height, nodes: [defs, ...out], points, lying: true };
}

// The 80 % range of a bar; an end that is not known is open.
function whisker(spec, i, y, scale, right, out) {
  const [low, high] = spec.whiskers[i] || [null, null];
  if (low === null) return 0;
  const from = scale(low), to = high === null ? right : scale(high);
  const d = `M${from} ${y}H${to}M${from} ${y - 4}V${y + 4}${high === null ? "" : `M${to} ${y - 4}V${y + 4}`}`;
  out.push(svg("path", { d, class: "whisker under" }), svg("path", { d, class: "whisker" }));
  return to;
}
