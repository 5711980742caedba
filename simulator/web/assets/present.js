// In front of a committee: one statement and one picture a step, over the whole window.

const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"], BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];
// How many times the letters of the page; how far apart what is drawn stands, beside what is usual on the wall.
const LARGEST = 2.4, LEGIBLE = 1.3, SMALLEST = 0.7, LEAST_ROOM = 0.72, MOST_ROOM = 3, SWIPE = 50, PHONE = 760;

function strongly(pieces) {
  return pieces.map(([text, strong]) => (strong ? el("strong", {}, text) : text));
}

function tableOf(table) {
  const side = (i) => (table.right[i] ? "n" : null), said = (cell) => (typeof cell === "string" ? cell : cell.r ? `${cell.t} (${cell.r})` : cell.t);
  return el("table", {}, el("thead", {}, el("tr", {}, table.head.map((name, i) => el("th", { scope: "col", class: side(i) }, name)))),
    el("tbody", {}, table.rows.map((row) => el("tr", {}, row.map((cell, i) => el(i ? "td" : "th", { class: side(i), scope: i ? null : "row" }, said(cell)))))));
}

class Show {
  constructor(host) {
    this.at = 0;
    this.asked = 0;
    globalThis.__present = this;
    this.open = el("button", { type: "button", class: "open", onclick: () => this.ask() });
    this.title = el("h2", { id: "present-title", tabindex: "-1" });
    this.statement = el("p", { class: "statement" });
    this.live = el("p", { class: "hidden", role: "status" });
    this.points = el("ul");
    this.picture = el("div", { class: "picture" });
    this.rest = el("div", { class: "rest" }, this.points, this.picture);
    this.note = el("p");
    this.count = el("output", { "aria-live": "off" });
    this.back = el("button", { type: "button", onclick: () => this.go(this.at - 1) });
    this.next = el("button", { type: "button", onclick: () => this.go(this.at + 1) });
    this.close = el("button", { type: "button", onclick: () => this.dialog.close() });
    this.dialog = el("dialog", { class: "present", "aria-labelledby": "present-title" }, this.title, this.statement, this.live, this.rest, el("footer", {}, this.note, this.back, this.count, this.next, this.close));
    this.dialog.addEventListener("touchstart", (event) => { this.from = event.changedTouches[0]; }, { passive: true });
    this.dialog.addEventListener("touchend", (event) => this.swiped(event.changedTouches[0]), { passive: true });
    new ResizeObserver(() => { if (this.dialog.open) this.draw(); }).observe(this.dialog);
    host.append(el("div", { class: "wb opener" }, this.open, this.dialog));
    this.dialog.classList.add("wb");
  }

  set(data, send) {
    this.data = data;
    this.send = send;
    const { w } = data;
    this.open.replaceChildren(w.open, " ", el("kbd", {}, "F"));
    for (const [button, words] of [[this.back, w.back], [this.next, w.next], [this.close, w.close]]) button.textContent = words;
    if (data.first && data.n === this.asked && this.dialog.open && !this.steps) this.show({ ...data.first, note: w.wait });
  }

  // The steps have come: for this window, and not for one that was closed since.
  tell(told) {
    if (told.n !== this.asked || !this.dialog.open || this.steps) return;
    if (told.failed) { this.show({ title: told.failed, statement: [], points: [], note: "" }); return; }
    this.steps = told.steps;
    this.go(0);
  }

  ask() {
    if (this.dialog.open) return;
    this.steps = null;
    this.at = 0;
    this.asked += 1;
    this.dialog.showModal();
    this.show({ title: this.data.w.wait, statement: [], points: [], note: "" });
    this.title.focus();
    this.send("open", { n: this.asked });
  }

  go(at) {
    if (!this.steps) return;
    this.at = Math.max(0, Math.min(this.steps.length - 1, at));
    this.show(this.steps[this.at]);
  }

  show(step) {
    this.step = step;
    this.title.textContent = step.title;
    this.statement.replaceChildren(...strongly(step.statement));
    this.points.replaceChildren(...step.points.map((pieces) => el("li", {}, strongly(pieces))));
    const shown = Boolean(step.figure || step.table);
    this.points.hidden = !step.points.length;
    this.picture.hidden = !shown;
    this.rest.className = shown && step.points.length ? "rest both" : "rest";
    this.note.textContent = step.note;
    const many = this.steps ? this.steps.length : 0;
    this.count.textContent = many ? `${this.at + 1}/${many}` : "";
    this.back.disabled = !many || this.at === 0;
    this.next.disabled = !many || this.at === many - 1;
    words(this.live, [this.count.textContent, step.title, this.statement.textContent, ...[...this.points.children].map((point) => point.textContent), step.figure?.told].filter(Boolean).map((told) => told.replace(/\.$/, "")).join(". "));
    this.draw();
  }

  draw() {
    const { step } = this;
    if (!step) return;
    const phone = this.dialog.clientWidth <= PHONE, most = step.figure || step.table ? 1 : 1.3;
    if (step.table) this.picture.replaceChildren(el("p", {}, step.caption), tableOf(step.table));
    this.fit(this.points, phone ? 1 : most, this.points.hidden || phone);
    if (step.table) this.fit(this.picture.lastChild, phone ? 1 : 1.25, phone, this.picture);
    if (step.figure) this.drawFigure(step.figure, phone);
  }

  // The largest letters with which words still fit; a phone scrolls instead.
  fit(node, most, scrolls, within = node) {
    let size = most;
    node.style.fontSize = `${size}em`;
    while (!scrolls && size > 0.62 && within.scrollHeight > this.rest.clientHeight + 1) {
      size -= 0.06;
      node.style.fontSize = `${size}em`;
    }
  }

  // The largest letters with which the picture still fits below what is said. Before they are too small to be read
  // across a room, rows move together and lines become flatter.
  drawFigure(given, phone) {
    const spec = { ...given, close: !phone };
    for (const entry of spec.key) if (entry.line) entry.dash = DASHES[entry.colour % DASHES.length];
    this.picture.replaceChildren(el("p", {}, spec.title), spec.key.length ? legend(spec.key) : "");
    const width = (phone ? 1 : 0.96) * this.picture.clientWidth, used = [...this.picture.children].reduce((sum, node) => sum + node.offsetHeight + 6, 0);
    const high = phone ? Infinity : Math.max(160, this.rest.clientHeight - used);
    let size = phone ? 1.1 : LARGEST, room = 1, made;
    const drawn = () => { made = KINDS[spec.kind]({ ...spec, room }, width / size); return made.height * size; };
    const until = (least) => { while (drawn() > high && size > least + 0.01) size -= 0.1; };
    until(LEGIBLE);
    while (drawn() > high && room > LEAST_ROOM) room -= 0.04;
    until(SMALLEST);
    const more = Math.min(MOST_ROOM, high / (made.height * size));
    if (more > 1.15 && !phone) { room = more; drawn(); }
    this.picture.append(svg("svg", { role: "img", class: "chart", "aria-label": `${spec.title}. ${spec.told || ""}`, viewBox: `0 0 ${width / size} ${made.height}`, width, height: made.height * size }, made.nodes));
  }

  key(event) {
    const pressed = event.composedPath()[0], onButton = pressed instanceof HTMLButtonElement && [" ", "Enter"].includes(event.key);
    if (event.ctrlKey || event.altKey || event.metaKey || onButton) return;
    const to = NEXT.includes(event.key) ? this.at + 1 : BACK.includes(event.key) ? this.at - 1 : event.key === "Home" ? 0 : event.key === "End" ? Infinity : null;
    if (to === null) return;
    event.preventDefault();
    this.go(to);
  }

  swiped(to) {
    const across = to.clientX - this.from.clientX, down = to.clientY - this.from.clientY;
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) this.go(this.at + (across < 0 ? 1 : -1));
  }
}

function typing(event) {
  const at = event.composedPath()[0];
  return at instanceof HTMLElement && (at.isContentEditable || ["TEXTAREA", "SELECT"].includes(at.tagName) || (at.tagName === "INPUT" && !["range", "checkbox", "radio", "file"].includes(at.type)));
}

const SHOWS = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  let show = SHOWS.get(parentElement);
  if (!show) {
    show = new Show(parentElement);
    SHOWS.set(parentElement, show);
    const pressed = (event) => {
      // Wherever the focus is: an open window takes the keys.
      if (show.dialog.open) return show.key(event);
      const plain = !(event.ctrlKey || event.altKey || event.metaKey || event.repeat) && event.key.toLowerCase() === "f";
      if (plain && !typing(event) && show.open.isConnected) show.ask();
    };
    document.addEventListener("keydown", pressed);
    show.leave = () => document.removeEventListener("keydown", pressed);
  }
  show.set(data, setTriggerValue);
  return () => { show.leave(); show.open.parentNode.remove(); SHOWS.delete(parentElement); };
}
