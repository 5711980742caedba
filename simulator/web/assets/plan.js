// A plan of one's own: begun, named, noted; what was changed of it, step by step.

class PlanBar {
  // on.act(message), on.look(values or null)
  constructor(buttons, form, on) {
    this.on = on;
    this.buttons = buttons;
    this.form = form;
    this.form.addEventListener("submit", (e) => { e.preventDefault(); this.send(); });
    this.form.addEventListener("keydown", (e) => { if (e.key === "Escape") this.close(); });
  }

  render(data) {
    const { plan, w } = data;
    const key = JSON.stringify([data.lang, data.active, plan]);
    if (key === this.key) return;
    const moved = this.active !== data.active;
    [this.key, this.data, this.active] = [key, data, data.active];
    const button = (kind, label) => el("button", { type: "button", class: "quiet", "data-key": kind,
      "aria-label": kind === "begin" ? `+ ${w.add_plan}` : null, title: kind === "begin" ? w.add_plan : null, "aria-expanded": String(this.kind === kind), onclick: () => (this.kind === kind ? this.close() : this.open(kind)) }, label);
    renew(this.buttons, button("begin", `+ ${w.new_plan}`), plan.own ? [button("name", w.name_note),
      el("button", { type: "button", class: "quiet", "data-key": "remove", onclick: () => this.remove() }, w.remove_plan)] : null,
    plan.note ? el("p", { class: "noted", tabindex: "0" }, el("b", {}, w.plan_note), `: ${plan.note}`) : null);
    if (moved) this.close(false);
  }

  // The next plan has such a button too: it is not to be pressed unawares.
  remove() {
    this.buttons.firstChild.focus();
    this.on.act({ kind: "remove" });
  }

  open(kind) {
    const { plan, w } = this.data;
    this.kind = kind;
    const field = (name, label, node) => el("div", {}, el("label", { for: `plan-${name}` }, label), node);
    const title = wordsField({ id: "plan-title", maxlength: 80, onkeydown: (e) => { if (e.key === "Enter") { e.preventDefault(); this.send(); } } });
    title.value = kind === "name" ? plan.title : "";
    const note = el("textarea", { id: "plan-note", rows: 2, maxlength: 1000 });
    note.value = kind === "name" ? plan.note : "";
    const from = el("select", { id: "plan-from" }, plan.sources.map((s) => el("option", { value: s.name, selected: s.name === this.data.active }, s.title)));
    this.form.replaceChildren(field("title", w.plan_title, title), kind === "begin" ? field("from", w.plan_from, from) : "", field("note", w.plan_note, note),
      el("div", { class: "tools" }, el("button", { type: "submit" }, kind === "begin" ? w.begin_plan : w.keep_name),
        el("button", { type: "button", onclick: () => this.close() }, w.never_mind)));
    this.fields = { title, note, from };
    this.form.hidden = false;
    this.expanded();
    title.focus();
  }

  send() {
    const { title, note, from } = this.fields;
    this.on.act({ kind: this.kind, title: title.value, note: note.value, ...(this.kind === "begin" ? { from: from.value } : {}) });
    this.close();
  }

  close(focus = true) {
    const opener = this.buttons.querySelector(`[data-key="${this.kind}"]`);
    this.kind = null;
    this.form.hidden = true;
    this.expanded();
    if (focus) opener?.focus();
  }

  expanded() {
    for (const node of this.buttons.querySelectorAll("[aria-expanded]")) node.setAttribute("aria-expanded", String(node.dataset.key === this.kind));
  }
}

// The list "Đã chỉnh gì": each step with what it brought; one is looked at, gone back to or taken back.
class StepList {
  constructor(host, on) {
    this.host = host;
    this.on = on;
  }

  // row: the year that is looked at; people, share: how the workbench makes them of values
  render(data, { row, people, share }) {
    const { steps, w, lang } = data;
    this.host.hidden = !steps;
    const key = JSON.stringify([lang, steps, row]);
    if (key === this.key) return;
    this.key = key;
    this.stop(false);
    if (!steps) return this.host.replaceChildren();
    const told = steps.map((s) => people(s.values, row));
    this.told = (i) => [i ? steps[i].words : w.at_first, `${w.people} ${formatNumber(told[i], 0, lang)}`, `${data.share_title} ${formatShare(share(steps[i].values, row), lang)}`].join(" · ");
    const button = (label, kind, i, press, off = false) => el("button", { type: "button", class: "quiet", "data-key": `${kind} ${i}`,
      "aria-label": `${label}: ${i ? `${i}. ${steps[i].words}` : w.at_first}`, onclick: () => (off ? null : press()), ...idle(off) }, label);
    const act = (label, kind, step, off) => button(label, kind, step, () => this.on.act({ kind, step }), off);
    const lines = steps.map((s, i) => el("tr", {}, el("th", { scope: "row" }, i ? `${i}. ${s.words}` : w.at_first),
      el("td", {}, formatNumber(told[i], 0, lang)), el("td", {}, i ? formatSigned(told[i] - told[i - 1], 0, lang) : ""), el("td", {}, formatShare(share(s.values, row), lang)),
      el("td", {}, button(w.look, "look", i, () => this.look(steps, i)), " ",
        i < steps.length - 1 ? act(w.go_back, "return", i) : "", " ",
        i ? act(w.take_back, "take_back", i, s.overtaken) : "")));
    this.player = el("button", { type: "button", class: "quiet", "data-key": "play", onclick: () => this.play(steps) }, w.replay);
    this.now = el("span", { role: "status" });
    renew(this.host, el("p", {}, data.steps_title), el("div", { class: "tools" }, this.player, this.now),
      el("table", {}, el("thead", {}, el("tr", {}, [w.step, w.people, w.difference, data.share_title].map((t) => el("th", { scope: "col" }, t)), el("td", {}))), el("tbody", {}, lines)));
    this.lines = lines;
  }

  look(steps, i) {
    this.lines.forEach((line, k) => line.classList.toggle("shown", k === i));
    words(this.now, `${i}/${steps.length - 1}: ${this.told(i)}`);
    this.on.look(i === steps.length - 1 ? null : steps[i].values);
  }

  play(steps) {
    if (this.timer) return this.stop();
    let i = 0;
    const next = () => {
      if (!this.host.isConnected) return this.stop(false);
      this.look(steps, i);
      i += 1;
      if (i >= steps.length) { clearInterval(this.timer); this.timer = 0; }
    };
    this.timer = setInterval(next, 1200);
    next();
  }

  stop(back = true) {
    clearInterval(this.timer);
    this.timer = 0;
    if (back) this.on.look(null);
  }
}
