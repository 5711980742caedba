// Takes what Python computes after the exact lines: sweeps for the next drag, and bands.

export default function ({ data }) {
  const shared = (globalThis.__workbench ??= { curves: new Map(), token: null, bands: null, listeners: new Set() });
  if (data.seen === shared[data.key]) return;
  shared[data.key] = data.seen;
  if (data.curves) {
    for (const sent of data.curves) shared.curves.set(`${data.scenario}/${sent.lever}/${sent.by}`, new Curve(sent));
    performance.mark("workbench-swept", { detail: data.rev });
  }
  if (data.note) {
    shared.note = data.note;
    for (const listener of shared.listeners) listener();
  }
  if (data.bands) {
    shared.bands = { rev: data.rev, bands: data.bands, cost: data.cost };
    for (const listener of shared.listeners) listener();
  }
}
