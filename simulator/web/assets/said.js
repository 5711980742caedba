// Says once to a screen reader what came of what was filled in.

const SAID = new WeakMap();

export default function ({ data, parentElement }) {
  if (SAID.get(parentElement) === data.words) return;
  SAID.set(parentElement, data.words);
  globalThis.__document?.say?.(data.words);
}
