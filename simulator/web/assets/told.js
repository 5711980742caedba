// Takes the steps of the presentation, which come later than the window that waits for them.

export default function ({ data }) {
  globalThis.__present?.tell(data);
}
