// The sliders, made from what Python declares; native inputs, so that every key works.

class LeverPanel {
  // on: {drag(lever, by, level), release(name, change), reset(name), open(name, shown)}
  constructor(host, on) {
    this.host = host;
    this.on = on;
    this.rows = new Map();
    this.signature = "";
  }

  render(data, adopt) {
    this.data = data;
    const shape = JSON.stringify([data.lang, data.active, data.place, data.groups.map((g) => g.levers.map((l) => [l.name, l.off]))]);
    if (shape !== this.signature) {
      this.signature = shape;
      this.build(data);
    }
    for (const group of data.groups) for (const lever of group.levers) this.update(lever, adopt);
  }

  build(data) {
    this.rows.clear();
    this.host.replaceChildren(...data.groups.map((group) => el("details",
      { class: "group", "data-group": group.name, open: !data.folded.includes(group.name), ontoggle: (e) => { if (e.target.matches("details.group")) this.on.fold(this.folded()); } },
      el("summary", {}, el("h3", {}, group.label)),
      group.levers.map((lever) => this.row(lever)))));
  }

  folded() {
    return [...this.host.querySelectorAll("details.group:not([open])")].map((d) => d.dataset.group);
  }

  row(lever) {
    const { data } = this, w = data.w, id = `lever-${lever.name}`;
    const row = { by: new Map(), lever };
    const reset = el("button", { type: "button", class: "quiet", "aria-label": `${w.reset}: ${lever.label}`,
      onclick: () => this.on.reset(lever.name) }, "⟲ ", w.reset);
    const slider = this.slider(lever, "default", id, lever.label);
    const badge = lever.grade
      ? el("span", { class: `badge grade-${lever.grade}`, title: lever.grade_words }, lever.grade, el("span", { class: "hidden" }, ` (${lever.grade_words})`))
      : el("span", { class: "badge", title: w.arithmetic }, "=", el("span", { class: "hidden" }, ` (${w.arithmetic})`));
    row.more = el("details", { class: "more", ontoggle: (e) => { if (e.target === row.more && row.more.open) this.fill(row); } },
      el("summary", { "aria-label": `${lever.label}: ${w.why}` }, w.why));
    row.reset = reset;
    row.note = el("span", { class: "unit" }, lever.unit);
    row.node = el("div", { class: "lever", "data-lever": lever.name },
      el("div", { class: "head" }, el("label", { for: id }, lever.label), badge, slider.output),
      el("p", { class: "who" }, `${w.responsible}: ${lever.responsible}`,
        lever.peer === null ? "" : el("span", { class: "peer" }, ` · ❙ ${w.peer}: ${formatLevel(lever, lever.peer, data.lang)}`)),
      slider.track,
      el("div", { class: "foot" }, row.note, reset),
      row.more);
    row.by.set("default", slider);
    this.rows.set(lever.name, row);
    return row.node;
  }

  slider(lever, by, id, label) {
    const input = el("input", { type: "range", id, min: lever.low, max: lever.high, step: lever.step, "data-by": by,
      disabled: lever.off });
    if (by !== "default") input.setAttribute("aria-label", `${lever.label}: ${label}`);
    const output = el("output", { for: id });
    const origin = el("i", { class: "tick-origin", "aria-hidden": "true", title: this.data.w.origin });
    const peer = lever.peer === null ? null
      : el("i", { class: "tick-peer", "aria-hidden": "true", title: lever.standing, style: `--at:${(lever.peer - lever.low) / (lever.high - lever.low)}` });
    const slider = { input, output, origin, track: el("div", { class: "track" }, input, origin, by === "default" ? peer : null), held: false, timer: 0 };
    const show = () => {
      const text = formatLevel(lever, Number(input.value), this.data.lang);
      words(output, text);
      input.setAttribute("aria-valuetext", `${text} ${lever.unit}`);
      input.style.setProperty("--at", (Number(input.value) - lever.low) / (lever.high - lever.low));
    };
    slider.show = show;
    const send = () => {
      clearTimeout(slider.timer);
      slider.timer = 0;
      slider.held = false;
      this.on.release(lever.name, { level: { [by]: Number(input.value) } });
    };
    input.addEventListener("input", () => {
      if (!slider.held) { slider.held = true; slider.from = slider.sent; this.on.grab(); }
      show();
      this.on.drag(lever.name, by, slider.from, Number(input.value));
    });
    input.addEventListener("pointerdown", () => { slider.pointer = true; slider.before = input.value; });
    // A finger that moves up or down scrolls the page: the slider is as it was before the touch.
    input.addEventListener("pointercancel", () => {
      slider.pointer = slider.held = false;
      input.value = slider.before;
      show();
      this.on.drop();
    });
    input.addEventListener("change", () => {
      // A held arrow key fires a change for every step: only the last one is sent.
      if (slider.pointer) { slider.pointer = false; send(); }
      else { clearTimeout(slider.timer); slider.timer = setTimeout(send, 150); }
    });
    return slider;
  }

  fill(row) {
    if (row.filled) return;
    row.filled = true;
    const { lever } = row, w = this.data.w, id = `lever-${lever.name}`;
    const number = (key, label, low, high, step) => {
      const input = el("input", { type: "number", id: `${id}-${key}`, min: low, max: high, step, value: lever[key],
        onchange: () => { if (input.checkValidity() && input.value !== "") this.on.release(lever.name, { [key]: Number(input.value) }); } });
      row[key] = input;
      return el("span", {}, el("label", { for: input.id }, label), input);
    };
    row.reason = el("textarea", { id: `${id}-reason`, rows: 2, maxlength: 500, placeholder: w.reason_hint,
      onchange: () => this.on.release(lever.name, { reason: row.reason.value }) });
    row.reason.value = lever.reason;
    add(row.more,
      el("p", {}, lever.explanation),
      lever.standing ? el("p", { class: "standing" }, lever.standing) : null,
      el("p", {}, `${w.evidence}: ${lever.grade ? `${lever.grade}, ${lever.grade_words}` : w.arithmetic}.`),
      el("div", { class: "when" }, number("start", w.start, lever.first_start, 2050, 1), number("ramp_years", w.ramp, 0, 10, 1)),
      el("label", { for: `${id}-reason`, class: "ask" }, w.reason), row.reason);
    if (lever.by_class) {
      row.classes = el("div", { class: "classes" });
      row.opener = el("button", { type: "button", class: "quiet", "aria-expanded": "false",
        onclick: () => this.on.open(lever.name, row.opener.getAttribute("aria-expanded") !== "true") }, w.by_class);
      row.more.append(row.opener, row.classes);
    }
    this.update(lever, true);
  }

  update(lever, adopt) {
    const row = this.rows.get(lever.name);
    row.lever = lever;
    row.node.classList.toggle("changed", lever.changed);
    row.node.classList.toggle("off", lever.off);
    row.reset.hidden = !lever.changed;
    const own = lever.classes.filter((c) => c.own).length;
    words(row.note, lever.off ? this.data.w.no_projects : lever.unit + (own ? ` · ${this.data.w.own_levels.replace("{n}", own)}` : ""));
    if (row.filled) {
      if (adopt) {
        for (const key of ["start", "ramp_years"]) row[key].value = lever[key];
        if (row.reason.getRootNode().activeElement !== row.reason) row.reason.value = lever.reason;
      }
      if (row.classes) this.classes(row, lever);
    }
    for (const [by, slider] of row.by) {
      const one = by === "default" ? lever : lever.classes.find((c) => c.name === by);
      slider.sent = one.level;
      slider.origin.style.setProperty("--at", (one.origin - lever.low) / (lever.high - lever.low));
      if (adopt && !slider.held && !slider.timer) {
        if (Number(slider.input.value) !== one.level) slider.input.value = one.level;
        slider.show();
      }
    }
  }

  classes(row, lever) {
    const shown = this.data.opened.includes(lever.name);
    row.opener.setAttribute("aria-expanded", shown);
    if (!shown) {
      row.classes.replaceChildren();
      for (const by of [...row.by.keys()]) if (by !== "default") row.by.delete(by);
      return;
    }
    if (row.classes.firstChild) return;
    for (const one of lever.classes) {
      const id = `lever-${lever.name}-${one.name}`;
      const slider = this.slider(lever, one.name, id, one.label);
      row.by.set(one.name, slider);
      row.classes.append(el("div", { class: "class" }, el("span", { class: "name" }, one.label), slider.output, slider.track));
    }
  }
}
