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
    this.building = true; // A field that goes away with its plan is left by nobody.
    renew(this.host, data.groups.map((group) => el("details",
      { class: "group", "data-group": group.name, open: !data.folded.includes(group.name), ontoggle: (e) => { if (e.target.matches("details.group")) this.on.fold(this.folded()); } },
      el("summary", { "data-key": group.name }, el("h3", {}, group.label)),
      group.levers.map((lever) => this.row(lever)))));
    this.building = false;
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
      el("div", { class: "head" }, el("label", { for: id }, lever.label), badge, slider.field.input),
      slider.field.wrong,
      el("p", { class: "who" }, `${w.responsible}: ${lever.responsible}`,
        lever.peer === null ? "" : el("span", { class: "peer" }, `❙ ${w.peer}: ${formatLevel(lever, lever.peer, data.lang)}`)),
      slider.track,
      this.when(row),
      el("div", { class: "foot" }, row.note, reset),
      row.more);
    row.by.set("default", slider);
    this.rows.set(lever.name, row);
    return row.node;
  }

  slider(lever, by, id, label) {
    const input = el("input", { type: "range", id, min: lever.low, max: lever.high, step: lever.step, "data-by": by,
      disabled: lever.off });
    const named = by === "default" ? lever.label : `${lever.label}: ${label}`;
    if (by !== "default") input.setAttribute("aria-label", named);
    const field = this.field(lever, `level.${by}`, `${id}-typed`, `${named}: ${this.data.pw.level} (${lever.unit})`);
    field.input.disabled = lever.off;
    const origin = el("i", { class: "tick-origin", "aria-hidden": "true", title: this.data.w.origin });
    const peer = lever.peer === null ? null
      : el("i", { class: "tick-peer", "aria-hidden": "true", title: lever.benchmarks, style: `--at:${(lever.peer - lever.low) / (lever.high - lever.low)}` });
    const slider = { input, field, origin, track: el("div", { class: "track" }, input, origin, by === "default" ? peer : null), held: false, timer: 0 };
    const level = () => formatLevel(lever, Number(input.value), this.data.lang);
    const show = () => {
      input.setAttribute("aria-valuetext", `${level()} ${lever.percent ? lever.unit.replace(/^%\s*/, "") : lever.unit}`);
      input.style.setProperty("--at", (Number(input.value) - lever.low) / (lever.high - lever.low));
    };
    slider.show = show;
    const send = () => {
      if (this.building) return;
      clearTimeout(slider.timer);
      slider.timer = 0;
      slider.held = false;
      this.on.release(lever.name, { level: { [by]: Number(input.value) } });
    };
    input.addEventListener("input", () => {
      if (!slider.held) { slider.held = true; slider.from = slider.sent; this.on.grab(); }
      show();
      field.show(level());
      this.on.drag(lever.name, by, slider.from, Number(input.value));
    });
    input.addEventListener("pointerdown", () => { slider.pointer = true; slider.before = input.value; });
    // A finger that moves up or down scrolls the page: the slider is as it was before the touch.
    input.addEventListener("pointercancel", () => {
      slider.pointer = slider.held = false;
      input.value = slider.before;
      show();
      field.show(level());
      this.on.drop();
    });
    input.addEventListener("change", () => {
      // A held arrow key fires a change for every step: only the last one is sent.
      if (slider.pointer) { slider.pointer = false; send(); }
      else { clearTimeout(slider.timer); slider.timer = setTimeout(send, 150); }
    });
    // Whoever leaves it, maybe for another page, is not waited for.
    input.addEventListener("blur", () => { if (slider.timer) send(); });
    return slider;
  }

  field(lever, name, id, label) {
    return new TypedField({ id, label, length: 30 }, { send: (text) => (this.building ? null : this.on.release(lever.name, { typed: { [name]: text } })) });
  }

  // When the lever comes into force: a line that says it, and opens to fields.
  when(row) {
    row.when = el("details", { class: "when", ontoggle: () => { if (row.when.open) this.fillWhen(row); } }, el("summary", {}));
    return row.when;
  }

  fillWhen(row) {
    if (row.times) return;
    const { lever } = row, { w, pw } = this.data, id = `lever-${lever.name}`;
    row.times = {};
    const fields = [["start", w.start], ["ramp_years", w.ramp], ["until", pw.until]].map(([name, label]) => {
      const field = row.times[name] = this.field(lever, name, `${id}-${name}`, null);
      field.input.disabled = lever.off;
      field.input.setAttribute("aria-label", `${label}: ${lever.label}`);
      return el("div", {}, el("label", { for: field.input.id }, label), field.input, field.wrong);
    });
    row.shape = el("select", { id: `${id}-shape`, disabled: lever.off, "aria-label": `${pw.shape}: ${lever.label}`, onchange: () => this.on.release(lever.name, { typed: { shape: row.shape.value } }) },
      this.data.shapes.map((s) => el("option", { value: s.name }, s.label)));
    fields.splice(2, 0, el("div", {}, el("label", { for: row.shape.id }, pw.shape), row.shape));
    row.when.append(el("div", { class: "times" }, fields));
    this.update(lever, true);
  }

  // The line above the fields: from 2027, full after 2 years.
  whenWords(lever) {
    const { pw, lang } = this.data, ramp = exactLevel({ step: 1 }, lever.ramp_years, lang);
    const told = [pw.from_year.replace("{start}", lever.start), lever.ramp_years > 1 ? pw.full_after.replace("{ramp}", ramp) : pw.at_once];
    if (lever.shape !== "even" && lever.ramp_years > 1) told.push(this.data.shapes.find((s) => s.name === lever.shape).label);
    if (lever.until !== null) told.push(pw.until_year.replace("{until}", lever.until));
    return told.join(" · ");
  }

  fill(row) {
    if (row.filled) return;
    row.filled = true;
    const { lever } = row, w = this.data.w, id = `lever-${lever.name}`;
    row.reason = el("textarea", { id: `${id}-reason`, "aria-label": `${w.reason} ${lever.label}`, rows: 2, maxlength: 500, placeholder: w.reason_hint,
      onchange: () => this.on.release(lever.name, { reason: row.reason.value }) });
    row.reason.value = lever.reason;
    add(row.more,
      el("p", {}, lever.explanation),
      lever.benchmarks ? el("p", { class: "benchmarks" }, lever.benchmarks) : null,
      el("p", {}, `${w.evidence}: ${lever.grade ? `${lever.grade}, ${lever.grade_words}` : w.arithmetic}.`),
      el("label", { for: `${id}-reason`, class: "ask" }, w.reason), row.reason);
    if (lever.by_class) {
      row.classes = el("div", { class: "classes" });
      row.opener = el("button", { type: "button", class: "quiet", "aria-expanded": "false", "aria-label": `${w.by_class}: ${lever.label}`,
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
    this.offerReset(row, lever.changed);
    const own = lever.classes.filter((c) => c.own).length;
    words(row.note, lever.off ? this.data.w.no_projects : lever.unit + (own ? ` · ${this.data.w.own_levels.replace("{n}", own)}` : ""));
    const wrong = this.data.misread[lever.name] || {}, lang = this.data.lang;
    words(row.when.firstChild, this.whenWords(lever));
    row.when.firstChild.setAttribute("aria-label", `${lever.label}: ${this.whenWords(lever)}`);
    if (adopt && row.times) {
      row.times.start.update(String(lever.start), wrong.start);
      row.times.ramp_years.update(exactLevel({ step: 1 }, lever.ramp_years, lang), wrong.ramp_years);
      row.times.until.update(lever.until === null ? "" : String(lever.until), wrong.until);
      row.shape.value = lever.shape;
    }
    if (adopt && !row.when.open && ["start", "ramp_years", "until"].some((name) => wrong[name])) row.when.open = true;
    if (row.filled) {
      if (adopt) {
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
        slider.field.update(exactLevel(lever, one.level, lang), wrong[`level.${by}`]);
      }
    }
  }

  // What was reset has no such button any more: who pressed it stands on the slider.
  offerReset(row, changed) {
    const left = !changed && row.reset.getRootNode().activeElement === row.reset;
    row.reset.hidden = !changed;
    if (left) row.by.get("default").input.focus();
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
      slider.field.update(exactLevel(lever, one.level, this.data.lang));
      row.classes.append(el("div", { class: "class" }, el("span", { class: "name" }, one.label), slider.field.input, slider.field.wrong, slider.track));
    }
  }
}
