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
    const button = (kind, label) => el("button", { type: "button", class: "quiet", "data-plan": kind,
      "aria-label": kind === "begin" ? `+ ${w.add_plan}` : null, title: kind === "begin" ? w.add_plan : null, "aria-expanded": String(this.kind === kind), onclick: () => (this.kind === kind ? this.close() : this.open(kind)) }, label);
    this.buttons.replaceChildren(button("begin", `+ ${w.new_plan}`), ...(plan.own ? [button("name", w.name_note),
      el("button", { type: "button", class: "quiet", "data-plan": "remove", onclick: () => this.on.act({ kind: "remove" }) }, w.remove_plan)] : []));
    if (moved) this.close(false);
  }

  open(kind) {
    const { plan, w } = this.data;
    this.kind = kind;
    const field = (name, label, node) => el("div", {}, el("label", { for: `plan-${name}` }, label), node);
    const title = el("input", { type: "text", id: "plan-title", class: "typed", maxlength: 80, autocomplete: "off" });
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
    const opener = this.buttons.querySelector(`[data-plan="${this.kind}"]`);
    this.kind = null;
    this.form.hidden = true;
    this.expanded();
    if (focus) opener?.focus();
  }

  expanded() {
    for (const node of this.buttons.querySelectorAll("[aria-expanded]")) node.setAttribute("aria-expanded", String(node.dataset.plan === this.kind));
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
    const act = (label, kind, step, off = false) => el("button", { type: "button", class: "quiet", disabled: off, "aria-label": `${label}: ${step}`,
      onclick: () => this.on.act({ kind, step }) }, label);
    const lines = steps.map((s, i) => el("tr", {}, el("th", { scope: "row" }, i ? `${i}. ${s.words}` : w.at_first),
      el("td", {}, formatNumber(told[i], 0, lang)), el("td", {}, i ? formatSigned(told[i] - told[i - 1], 0, lang) : ""), el("td", {}, formatShare(share(s.values, row), lang)),
      el("td", {}, el("button", { type: "button", class: "quiet", "aria-label": `${w.look}: ${i}`, onclick: () => this.look(steps, i) }, w.look), " ",
        i < steps.length - 1 ? act(w.go_back, "return", i) : "", " ",
        i ? act(w.take_back, "take_back", i, s.overtaken) : "")));
    this.player = el("button", { type: "button", class: "quiet", onclick: () => this.play(steps) }, w.replay);
    this.now = el("span", { role: "status" });
    this.host.replaceChildren(el("p", {}, data.steps_title), el("div", { class: "tools" }, this.player, this.now),
      el("table", {}, el("thead", {}, el("tr", {}, [w.step, w.people, w.difference, data.share_title].map((t) => el("th", { scope: "col" }, t)), el("td", {}))), el("tbody", {}, lines)));
    this.lines = lines;
  }

  look(steps, i) {
    this.lines.forEach((line, k) => line.classList.toggle("shown", k === i));
    words(this.now, `${i}/${steps.length - 1}`);
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
