// Pictures that stand: columns on top of one another, lines over years, curves over numbers.

const LETTER = 7.6;

// The frame of a standing picture: where values stand, its lines and its ticks.
function frame(spec, width, room, values) {
  const height = spec.close ? 200 * (spec.room || 1) : 260, left = 50, right = width - room, top = 20, bottom = height - 22;
  const most = Math.max(...values, 0), least = Math.min(...values, 0), span = most - least || 1, step = niceStep(span, 5), below = least < 0 ? 0.05 * span : 0;
  const y = (v) => bottom - ((v - least + below) / (span * 1.05 + below)) * (bottom - top), out = [label(spec.unit, 0, 10, { class: "tick" })];
  for (let v = Math.ceil(least / step - 1e-9) * step; v <= most + step * 0.01; v += step) {
    out.push(svg("line", { x1: left, x2: right, y1: y(v), y2: y(v), class: Math.abs(v) < step / 99 ? "axis" : "grid" }),
      label(formatNumber(v, decimalsOf(step), spec.lang), left - 5, y(v) + 4, { class: "tick", "text-anchor": "end" }));
  }
  return { height, left, right, top, bottom, y, out };
}

function columns(spec, width) {
  const n = spec.points.length, sums = spec.points.map((_, i) => [Math.max, Math.min].map((pick) => spec.series.reduce((s, p) => s + pick(0, p.values[i] ?? 0), 0)));
  const { height, left, right, y, out } = frame(spec, width, 8, sums.flat()), defs = svg("defs");
  const pitch = (right - left) / n, every = Math.ceil(44 / pitch), points = [];
  spec.points.forEach((name, i) => {
    let up = 0, down = 0;
    const x = left + i * pitch + pitch * 0.15;
    points.push(x + pitch * 0.35);
    spec.series.forEach((part, k) => {
      const v = part.values[i] ?? 0, from = v >= 0 ? up : down, entry = spec.key[k] || spec.paint;
      if (v >= 0) up += v; else down += v;
      if (Math.abs(v) > 0) out.push(svg("rect", { x, width: pitch * 0.7, y: y(Math.max(from, from + v)), height: Math.max(0.5, Math.abs(y(from) - y(from + v))), style: paint(defs, entry.colour, entry.hatched) }));
    });
    if ((n - 1 - i) % every === 0) out.push(label(name, x + pitch * 0.35, height - 6, { class: i === spec.strong_at ? "tick strong" : "tick", "text-anchor": "middle" }));
  });
  return { height, nodes: [defs, ...out], points };
}

// Whether each line has its name at its end: where there is room for all of them; the key has them else.
function named(spec, width) {
  const fits = spec.series.every((one) => LETTER * (one.end.length + one.name.length + 1) < beside(width));
  return spec.kind === "lines" && width > (spec.close ? 430 : 620) && spec.series.length > 1 && fits;
}

const beside = (width) => Math.min(250, 0.36 * width);

function curves(spec, width) {
  const names = named(spec, width), known = spec.series.flatMap((s) => [...s.values, ...(s.high || [])]).filter((v) => v !== null);
  const { height, left, right, top, bottom, y, out } = frame(spec, width, names ? beside(width) : spec.kind === "lines" ? 54 : 24, [...known, ...spec.targets.map((t) => t[1])]);
  const first = spec.axis[0], last = spec.axis[spec.axis.length - 1], x = (at) => left + ((at - first) / (last - first || 1)) * (right - left);
  const path = (pairs) => pairs.map(([a, v], i) => `${i ? "L" : "M"}${x(a).toFixed(1)} ${y(v).toFixed(1)}`).join("");
  const of = (values) => spec.axis.map((at, i) => [at, values[i]]).filter((p) => p[1] !== null && p[1] !== undefined), ends = [];
  const every = Math.max(1, Math.ceil(spec.points.length / ((right - left) / 56)));
  spec.points.forEach((name, i) => { if ((spec.points.length - 1 - i) % every === 0) out.push(label(name, x(spec.axis[i]), height - 6, { class: "tick", "text-anchor": "middle" })); });
  if (spec.today && spec.today.at >= first && spec.today.at <= last) {
    out.push(svg("line", { x1: x(spec.today.at), x2: x(spec.today.at), y1: top, y2: bottom, class: "today" }), label(spec.today.label, x(spec.today.at) + 4, bottom - 5, { class: "tick" }));
  }
  spec.series.forEach((one, k) => {
    const { colour, dash } = spec.key[k] || spec.paint, line = of(one.values);
    if (one.low) out.push(svg("path", { d: `${path(of(one.low))}${path(of(one.high).reverse()).replace("M", "L")}Z`, class: "band", style: `fill:${colourOf(colour)}` }));
    out.push(svg("path", { d: path(line), class: "line", style: `stroke:${colourOf(colour)}`, "stroke-dasharray": dash || null }));
    if (spec.kind === "lines" && line.length) {
      const text = label("", right + 6, 0, { class: "end", style: `fill:${colourOf(colour)}` }), strong = svg("tspan", { class: "strong" });
      strong.textContent = one.end;
      text.append(strong, names ? ` ${one.name}` : "");
      ends.push({ text, y: y(line[line.length - 1][1]) + 4 });
    }
  });
  spec.targets.forEach(([at, v, said]) => out.push(svg("path", { d: `M${x(at)} ${y(v) - 6}l6 6l-6 6l-6 -6Z`, class: "target" }), label(said, x(at) - 9, y(v) + 4, { class: "mark", "text-anchor": "end" })));
  apart(ends, 15, bottom);
  const marks = (i) => spec.series.map((s, k) => [s.values[i], (spec.key[k] || spec.paint).colour]).filter((m) => m[0] !== null && m[0] !== undefined).map(([v, colour]) => [x(spec.axis[i]), y(v), colour]);
  return { height, nodes: [...out, ...ends.map((e) => e.text)], points: spec.axis.map(x), marks };
}

// Names at the ends of lines, pushed apart where they would touch.
function apart(ends, gap, bottom) {
  ends.sort((a, b) => a.y - b.y);
  for (let i = 1; i < ends.length; i++) ends[i].y = Math.max(ends[i].y, ends[i - 1].y + gap);
  let limit = bottom + 4;
  for (let i = ends.length - 1; i >= 0; i--) {
    ends[i].y = Math.min(ends[i].y, limit);
    limit = ends[i].y - gap;
    ends[i].text.setAttribute("y", ends[i].y.toFixed(1));
  }
}
