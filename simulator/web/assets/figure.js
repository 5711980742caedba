// Charts of a page with what reads them: their table, numbers under the pointer, files.

// What came, and what would have been said from each year.
function fan(place, spec) {
  const chart = new LineChart(place, { title: spec.title, height: 250, labels: 92, small: true });
  chart.draw({ ...spec, series: [], years: [spec.span[0]] });
  chart.svg.setAttribute("aria-label", `${spec.title}. ${spec.told}`);
  return chart.svg;
}

function still(place, spec, width, at) {
  const { height, nodes, points, lying, plane, marks } = KINDS[spec.kind](spec, width);
  const chart = svg("svg", { role: "img", class: "chart", "aria-label": `${spec.title}. ${spec.told || ""}`, viewBox: `0 0 ${width} ${height}`, width, height }, nodes);
  chart.legend = spec.key;
  place.append(chart);
  silent(chart);
  chart.reader = new Reader(chart);
  chart.reader.set({ title: `${spec.w.read}: ${spec.title}`, points, lying, plane, marks, at: at ?? spec.at, table: () => spec.table });
  return chart;
}

function drawFigure(known, sheet = Infinity) {
  const { host, data: spec } = known, width = Math.max(240, Math.min(sheet, host.clientWidth)), place = el("div", {}), back = holding(host);
  // Whoever reads point by point reads on where the same picture comes again.
  const at = known.chart?.reader && known.title === spec.title ? known.chart.reader.at : undefined;
  let chart = null;
  for (const entry of spec.key) if (entry.line) entry.dash = DASHES[entry.colour % DASHES.length];
  const buttons = saveButtons(spec.title, () => chart, () => csvOf(spec.table, spec.lang, spec.w, belowOf(spec)));
  known.behind ??= new Behind(spec.opened);
  host.replaceChildren(el("div", { class: "bar" }, el("span", { class: "caption" }, spec.title), buttons), spec.key.length && spec.kind !== "fan" ? legend(spec.key) : "", place, known.behind.node);
  chart = spec.kind === "fan" ? fan(place, spec) : still(place, spec, width, at);
  [known.chart, known.title] = [chart, spec.title];
  known.behind.set(spec.w, spec.title, () => spec.table);
  back();
}

// On paper letters keep their size: pictures are drawn anew for a sheet's width, then for the window's.
const SHEET = 720, ON_PAGE = new Set();
addEventListener("beforeprint", () => { for (const known of ON_PAGE) drawFigure(known, SHEET); });
addEventListener("afterprint", () => { for (const known of ON_PAGE) drawFigure(known); });

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
    ON_PAGE.add(known);
  }
  known.data = data;
  known.width = known.host.clientWidth;
  drawFigure(known);
  return () => { known.watch.disconnect(); ON_PAGE.delete(known); known.host.remove(); FIGURES.delete(parentElement); };
}
