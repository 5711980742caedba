// The focus of who goes by keyboard is not lost with what had it: Streamlit takes a pressed button away, switches it
// off while it works, or draws a field anew, and leaves the focus nowhere.

const SOON = 60;
const GONE = 900;
const FOCUSED = "button, input, select, textarea, summary, a[href], [tabindex]";

function focusNow() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at === document.body ? null : at;
}

function everything(root) {
  return [...root.querySelectorAll("*")].flatMap((node) => (node.shadowRoot ? [node, ...everything(node.shadowRoot)] : [node]));
}

function calledOf(node) {
  return node.getAttribute("aria-label") || node.innerText?.trim() || node.id;
}

class FocusKeeper {
  constructor() {
    for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => { this.byKey = kind === "keydown"; }, true);
    document.addEventListener("focusin", () => this.hold());
  }

  hold() {
    const node = focusNow();
    if (!node) return;
    this.held = { node, tag: node.tagName, called: calledOf(node) };
    this.since = null;
  }

  // Something of the page is another; looked at once it has settled.
  changed() {
    if (!this.byKey || this.timer) return;
    this.timer = setTimeout(() => { this.timer = 0; this.look(); }, SOON);
  }

  look() {
    if (focusNow()) return this.hold();
    if (!this.held) return;
    this.since ??= performance.now();
    const working = document.querySelector('.stApp[data-test-script-state="running"]');
    const like = this.like() || (!working && performance.now() - this.since > GONE ? this.heading() : null);
    if (like) like.focus();
    else this.changed();
  }

  // What had the focus, or what stands there now under its name.
  like() {
    const { node, tag, called } = this.held, able = (one) => one.isConnected && !one.disabled && one.checkVisibility();
    if (able(node)) return node;
    return everything(document).find((one) => one.tagName === tag && one.matches(FOCUSED) && able(one) && calledOf(one) === called);
  }

  // Where neither is there any more, the page is read from its beginning.
  heading() {
    const title = document.querySelector("h1");
    title?.setAttribute("tabindex", "-1");
    return title;
  }
}
