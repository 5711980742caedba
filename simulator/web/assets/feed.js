// Takes what Python sends beside the workbench: the exact lines before all else of an answer; after it
// bands, and sweeps for the next drag.

export default function ({ data }) {
  const shared = (globalThis.__workbench ??= { curves: new Map(), token: null, bands: null, listeners: new Set() });
  if (data.seen === shared[data.key]) return;
  shared[data.key] = data.seen;
  if (data.lines) for (const bench of shared.listeners) bench.ahead(data);
  if (data.curves) {
    shared.of = data.of;
    for (const sent of data.curves) shared.curves.set(`${data.scenario}/${sent.lever}/${sent.by}`, new Curve(sent));
    performance.mark("workbench-swept", { detail: data.rev });
  }
  if (data.bands) {
    shared.bands = { rev: data.rev, bands: data.bands, cost: data.cost };
    for (const bench of shared.listeners) bench.fed();
  }
}
