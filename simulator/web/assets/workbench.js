// The workbench: scenarios, key figures, charts and sliders on one screen.

const TAKES_ANOTHER = ["begin", "active", "remove"];
const SHARED = (globalThis.__workbench ??= { curves: new Map(), token: null, bands: null, listeners: new Set() });

class Workbench {
  constructor(root, host) {
    this.root = root;
    this.outbox = new Outbox();
    this.share = "si_share";
    this.live = el("p", { class: "hidden", role: "status" });
    this.chips = el("div", { class: "chips" });
    this.tools = el("div", { class: "tools" });
    this.cards = new Cards();
    this.tabs = el("div", { class: "tabs", role: "group" });
    this.main = el("figure", { class: "main" });
    this.minis = el("div", { class: "minis" });
    this.told = el("div", { class: "told" });
    this.changes = el("div", { class: "last", role: "region", tabindex: -1, hidden: true });
    this.behind = new Behind();
    this.steps = el("div", { class: "last steps", role: "region", tabindex: -1, hidden: true });
    this.planForm = el("form", { class: "planform", hidden: true });
    this.planTools = el("div", { class: "plans" });
    this.key = el("p", { class: "key" });
    this.notes = el("div", { class: "notes" });
    this.provenance = el("details", { class: "provenance" }, el("summary", {}), el("ul", {}));
    // On a wide screen the levers scroll in their own column: the lines stay beside the slider.
    const levers = el("section", { class: "levers", "aria-labelledby": "levers-title" });
    this.leversTitle = el("h2", { id: "levers-title", tabindex: "-1" });
    this.resultsTitle = el("h2", { id: "results-title", class: "hidden" });
    this.skip = el("button", { type: "button", class: "skip", onclick: () => this.leversTitle.focus() });
    this.panelHost = el("div", {});
    levers.append(el("div", { class: "bar leverhead" }, this.leversTitle, this.tools), this.panelHost);
    this.strip = el("p", { class: "strip", "aria-hidden": "true" });
    this.stick = el("div", { class: "stick" }, this.strip, this.tabs, this.main);
    this.view = el("div", { class: "wb" }, this.skip,
      el("section", { class: "results", "aria-labelledby": "results-title" }, this.resultsTitle,
        el("div", { class: "top" }, this.chips, this.planTools), this.planForm, this.told, this.cards.node, this.provenance, this.changes, this.steps,
        this.stick, this.behind.node, this.key, this.notes, this.minis),
      levers, this.live);
    root.append(this.view);
    this.panel = new LeverPanel(this.panelHost, {
      grab: () => this.grab(),
      drag: (lever, by, from, to) => this.drag(lever, by, from, to),
      drop: () => this.drop(),
      release: (name, change) => this.release(name, change),
      reset: (name) => this.act({ kind: "reset", lever: name }),
      open: (name, shown) => this.open(name, shown),
      fold: (names) => this.fold(names),
    });
    this.planBar = new PlanBar(this.planTools, this.planForm, { act: (what) => this.act(what) });
    this.stepList = new StepList(this.steps, { act: (what) => this.act(what), look: (values) => this.look(values) });
    this.charts();
    this.view.addEventListener("keydown", (e) => this.keys(e));
    for (const [panel, kind] of [[this.changes, "last"], [this.steps, "list"]]) panel.addEventListener("keydown", (e) => { if (e.key === "Escape") this.leave(kind); });
    this.tools.addEventListener("focusin", (e) => inSight(e.target));
    SHARED.listeners.add(this);
    this.watch = new ResizeObserver(() => { if (this.data && this.view.clientWidth !== this.width) { this.measure(); this.paint(); } });
    this.watch.observe(this.view);
    // What gets the focus scrolls to below the lines, as tall as they are.
    this.height = new ResizeObserver(([seen]) => this.view.style.setProperty("--stick", `${seen.target.offsetHeight}px`));
    this.height.observe(this.stick);
  }

  measure() {
    this.width = this.view.clientWidth;
    this.cards.free();
    for (const chart of [this.chart, ...this.mini.map((m) => m.chart)]) chart.measure();
  }

  charts() {
    const narrow = () => this.width < 700;
    this.chart = new LineChart(this.main, { title: "", labels: (w) => (narrow() ? 64 : Math.min(230, w * 0.3)),
      height: () => (narrow() ? 190 : 238) });
    this.mini = ["compulsory_si", "voluntary_si", "ui_participants"].map((name) => {
      const title = el("span", {}), caption = el("figcaption", {}, title), host = el("figure", { class: "mini" }, caption);
      this.minis.append(host);
      const chart = new LineChart(host, { title: "", height: 150, labels: 62, small: true });
      const behind = new Behind();
      caption.append(saveButtons(name, () => chart.svg, () => this.csv(chart)));
      host.append(behind.node);
      return { name, title, chart, behind };
    });
  }

  keys(e) {
    if (!(e.ctrlKey || e.metaKey) || e.target.matches?.("textarea, input[type=text]")) return;
    const key = e.key.toLowerCase();
    if (key === "z" || key === "y") {
      e.preventDefault();
      this.act({ kind: key === "y" || e.shiftKey ? "redo" : "undo" });
    }
  }

  render(data, send) {
    this.send = send;
    this.data = data;
    const settled = this.outbox.answered(data, (value) => send("said", value));
    this.active = data.scenarios.find((s) => s.active);
    this.base = data.scenarios.find((s) => s.base);
    // Of another plan, place or span of years nothing is shown that a slider was moved from before.
    const other = this.of !== undefined && this.of !== data.of;
    this.of = data.of;
    if (settled || other) this.values = this.active.values;
    if (data.bands) SHARED.bands = { rev: data.rev, bands: data.bands, cost: data.cost };
    this.panel.render(data, settled);
    this.planBar.render({ ...data, w: data.pw });
    this.view.classList.toggle("waiting", !settled);
    if (settled) this.panelHost.inert = false;
    if (settled) this.view.classList.remove("stale");
    this.head();
    this.paint();
    this.tell();
    document.getElementById("opening")?.remove();
    const told = ["lines", "exact", ...(data.bands ? ["fed"] : [])];
    if (settled) requestAnimationFrame(() => told.forEach((what) => performance.mark(`workbench-${what}`, { detail: data.echo })));
  }

  head() {
    const { data } = this, w = data.w;
    words(this.leversTitle, w.levers);
    words(this.resultsTitle, `${w.results}: ${this.active.title}`);
    words(this.skip, w.to_levers);
    this.chips.setAttribute("role", "group");
    this.chips.setAttribute("aria-label", w.scenarios);
    const key = JSON.stringify([data.lang, data.scenarios.map((s) => [s.name, s.title, s.active, s.base, s.locked])]);
    if (key !== this.chipKey) {
      this.chipKey = key;
      renew(this.chips, data.scenarios.map((s) => el("button", { type: "button", class: "chip", "data-key": s.name, "aria-pressed": String(s.active),
        disabled: s.locked, title: s.locked ? w.locked : w.take_in_hand, style: `--c:${colourOf(s.colour)}`, onclick: () => this.act({ kind: "active", name: s.name }) },
        el("span", { class: "swatch", "aria-hidden": "true" }), s.title, s.base ? el("small", {}, ` (${w.base})`) : null)));
    }
    const button = (label, kind, off, shown) => el("button", { type: "button", class: "quiet", "data-key": kind, "aria-expanded": shown, ...idle(off),
      onclick: (e) => { if (!off) this.pressed(kind, e.detail === 0); } }, label);
    const tools = JSON.stringify([data.lang, data.can, Boolean(data.before), this.showLast, Boolean(data.steps)]);
    if (tools !== this.toolKey) {
      this.toolKey = tools;
      renew(this.tools, button(`↶ ${w.undo}`, "undo", !data.can.undo), button(`↷ ${w.redo}`, "redo", !data.can.redo),
        button(w.last_change, "last", !data.before, String(Boolean(this.showLast))),
        button(data.pw.changed_what, "list", !data.can.list, String(Boolean(data.steps))),
        button(w.reset_levers, "reset_levers", !data.can.reset_levers), button(w.reset_assumptions, "reset_assumptions", !data.can.reset_assumptions));
    }
    const tabs = JSON.stringify([data.lang, this.share, this.allBands, data.scenarios.length]);
    if (tabs !== this.tabKey) {
      this.tabKey = tabs;
      this.tabs.setAttribute("aria-label", w.which_share);
      renew(this.tabs, saveButtons(data.shares[this.share], () => this.chart.svg, () => this.csv(this.chart)), Object.entries(data.shares).map(([name, label]) => el("button", { type: "button", "data-key": name, "aria-pressed": String(name === this.share),
        onclick: () => { this.share = name; this.chart.top = 0; this.head(); this.paint(); this.tell(); } }, label)),
        data.scenarios.length > 1 ? el("button", { type: "button", class: "quiet", "data-key": "bands", "aria-pressed": String(Boolean(this.allBands)),
          onclick: () => { this.allBands = !this.allBands; this.head(); this.paint(); } }, w.all_bands) : null);
    }
  }

  csv(chart) {
    const { lang, w } = this.data, unit = chart.spec.unit === "share" ? "%" : w.people;
    return csvOf(chart.table(), lang, w.reading, belowOf({ title: chart.title, unit }));
  }

  // A button of the plan's tools; what it opens gets the focus of who goes by keyboard.
  pressed(kind, byKey) {
    this.opening = byKey && (kind === "last" ? !this.showLast : kind === "list" && !this.data.steps) ? kind : null;
    if (kind !== "last") return this.act({ kind, shown: !this.data.steps });
    this.showLast = !this.showLast;
    this.head();
    this.paint();
  }

  // Closes what such a button opened, and goes back to it.
  leave(kind) {
    this.tools.querySelector(`[data-key="${kind}"]`).focus();
    this.left = kind;
    this.pressed(kind, false);
  }

  // Once such a panel is there, or gone and the page shorter by it, the focus is where it belongs, and seen.
  enter() {
    const panels = { last: this.changes, list: this.steps };
    if (panels[this.opening]?.hidden === false) { panels[this.opening].focus(); this.opening = null; }
    if (panels[this.left]?.hidden) { this.root.activeElement?.scrollIntoView({ block: "nearest" }); this.left = null; }
  }

  // What a screen reader is told of an answer: what was done, and the numbers of the year looked at.
  tell() {
    if (this.view.classList.contains("waiting")) return;
    const { data, active, said } = this, step = data.before?.words || "", compared = data.scenarios.map((s) => s.name).join();
    const beside = said && compared !== said.compared && !this.did ? `${data.w.scenarios}: ${data.scenarios.map((s) => s.title).join(", ")}` : "";
    const other = said && (beside || (active.name !== said.name ? active.title : step !== said.step ? step : ""));
    const back = { undo: data.w.undo, redo: data.w.redo }[this.did], done = back ? [back, active.title] : [other];
    const told = said ? [...done, `${data.shares[this.share]} ${this.strip.textContent}`].filter(Boolean).join(". ") : data.sentences[0] || "";
    // The same words again are heard only where they are other letters.
    words(this.live, this.did && told === this.live.textContent ? `${told}\u00a0` : told);
    [this.said, this.did] = [{ name: active.name, step, compared }, null];
  }

  // Everything from what is now known.
  paint() {
    const { data } = this;
    if (!this.width) this.measure();
    const narrow = this.width < 700;
    const bands = SHARED.bands?.rev === data.rev ? SHARED.bands.bands : {};
    const series = (name) => data.scenarios.map((s) => ({ name: s.name, colour: s.colour, label: s.short, active: s.active,
      values: result(s.active ? this.values : s.values, name),
      before: s.active && this.showLast && data.before ? result(data.before.values, name) : null,
      told: s.active && this.values !== s.values ? null : bands[s.name]?.[name],
      band: !this.allBands && (s.base || data.scenarios.length > 2) && !s.active ? null : bands[s.name]?.[name] }))
      .sort((a, b) => a.active - b.active);
    const common = { years: data.years, year: data.year, lang: data.lang, today: data.today, w: data.w.reading,
      names: { nation: data.w.nation }, unit_words: data.sizes };
    const last = data.years[data.years.length - 1];
    this.chart.title = data.shares[this.share];
    this.chart.draw({ ...common, unit: "share", series: series(this.share), nation: data.nation[this.share], history: data.history[this.share],
      span: [narrow ? data.years[0] - 1 : Math.min(data.years[0] - 2, 2021), last], targets: data.targets.filter((t) => t.indicator === this.share), own: data.own[this.share] });
    this.behind.set(data.w.reading, this.chart.title, () => this.chart.table());
    for (const { name, title, chart, behind } of this.mini) {
      words(title, data.counts[name]);
      chart.title = data.counts[name];
      chart.draw({ ...common, unit: "person", series: series(name), history: data.history[name], names: { ...common.names, drift: data.drift[name].label }, drift: data.drift[name].line, own: data.own[name],
        span: [Math.min(data.years[0] - 5, 2018), last] });
      behind.set(data.w.reading, chart.title, () => chart.table());
    }
    this.figures();
    this.lastChange();
    this.stepList.render({ ...data, w: { ...data.pw, difference: data.w.difference }, share_title: data.shares[this.share] },
      { row: data.year - data.years[0], people, share: (values, row) => result(values, this.share)[row] });
    this.changes.setAttribute("aria-label", data.w.last_change);
    this.steps.setAttribute("aria-label", data.steps_title);
    this.enter();
    const key = JSON.stringify([data.sentences, data.notes, data.provenance]);
    if (key !== this.toldKey) {
      this.toldKey = key;
      const [first, ...rest] = data.sentences;
      this.told.replaceChildren(el("p", { class: "lead" }, first), el("p", { class: "rest" }, rest.join(" ")));
      words(this.key, data.w.key_line);
      this.notes.replaceChildren(...data.notes.map((s) => el("p", {}, s)));
      words(this.provenance.firstChild, data.w.provenance);
      this.provenance.lastChild.replaceChildren(...data.provenance.map(([name, told]) => el("li", {}, el("b", {}, name), `: ${told}`)));
    }
  }

  figures() {
    const { data, active, base, values, share } = this, exact = values === active.values;
    const bands = exact && SHARED.bands?.rev === data.rev ? SHARED.bands.bands[active.name] : null;
    this.cards.draw(data, { active, base, values, share }, bands ? { bands, cost: SHARED.bands.cost } : null);
    words(this.strip, this.cards.line());
  }

  lastChange() {
    const { data } = this, before = this.showLast && data.before;
    this.changes.hidden = !before;
    if (!before) return;
    const row = data.year - data.years[0], lang = data.lang, now = this.active.values, was = before.values;
    const line = (name) => {
      const share = name in NUMERATOR, a = name === "si_participants" ? people(was, row) : result(was, name)[row], b = name === "si_participants" ? people(now, row) : result(now, name)[row];
      const show = (x) => (share ? formatShare(x, lang, 2) : formatNumber(x, 0, lang));
      return el("tr", {}, el("th", { scope: "row" }, data.shares[name] || data.counts[name]), el("td", {}, show(a)), el("td", {}, show(b)),
        el("td", {}, share ? `${formatSigned(100 * (b - a), 2, lang)} ${data.w.points}` : formatSigned(Math.round(b) - Math.round(a), 0, lang)));
    };
    this.changes.replaceChildren(el("p", {}, before.words), el("table", {}, el("thead", {}, el("tr", {}, el("td", {}), ...[data.w.was, data.w.is, data.w.difference].map((t) => el("th", { scope: "col" }, t)))),
      el("tbody", {}, ["si_participants", "compulsory_si", "voluntary_si", "ui_participants", "si_share"].map(line))));
  }

  grab() {
    this.grabbed = this.values;
    this.cards.hold();
  }

  drag(lever, by, from, to) {
    const start = performance.now();
    this.view.classList.add("stale");
    const curve = SHARED.curves.get(`${this.active.name}/${lever}/${by}`);
    if (curve && this.grabbed && SHARED.of === this.data.of) {
      const held = this.grabbed;
      this.values = held.map((row, p) => {
        const a = curve.values_at(p, from), b = curve.values_at(p, to);
        return row.map((v, y) => Math.max(0, v + b[y] - a[y]));
      });
      this.move(this.active.name, this.values);
      this.figures();
    }
    performance.measure("workbench-drag", { start, end: performance.now() });
  }

  // Other values of the scenario in hand for a while, as after an earlier step; none: the present ones again.
  look(values) {
    if (!values) return this.drop();
    this.view.classList.add("stale");
    this.values = values;
    this.move(this.active.name, values);
    this.figures();
  }

  // One scenario's lines, and nothing else of the charts.
  move(scenario, values) {
    this.chart.move(scenario, result(values, this.share));
    for (const { name, chart } of this.mini) chart.move(scenario, result(values, name));
  }

  // The exact lines of an answer, drawn before the rest of it is even made.
  ahead({ fresh, echo, of, lines }) {
    const { data } = this;
    if (!data || fresh !== this.outbox.fresh || echo < this.outbox.n || of !== data.of || echo === data.echo) return;
    const moved = data.scenarios.filter((s, i) => s.active || JSON.stringify(s.values) !== JSON.stringify(lines[i]));
    data.scenarios.forEach((s, i) => { s.values = lines[i]; });
    this.values = this.active.values;
    for (const s of moved) this.move(s.name, s.values);
    if ([this.chart, ...this.mini.map((m) => m.chart)].some((chart) => chart.outgrown())) this.paint();
    else this.figures();
    requestAnimationFrame(() => performance.mark("workbench-lines", { detail: echo }));
  }

  // What was shown while a slider moved is taken back.
  drop() {
    this.view.classList.remove("stale");
    this.values = this.active.values;
    this.paint();
  }

  release(name, change) {
    this.view.classList.add("waiting");
    this.outbox.say({ kind: "levers", scenario: this.active.name, levers: { [name]: change } });
  }

  act(what) {
    this.did = what.kind;
    this.view.classList.add("waiting");
    // Until the other plan is here, nothing can be typed into the one that is left.
    if (TAKES_ANOTHER.includes(what.kind)) this.panelHost.inert = true;
    this.outbox.say(what);
  }

  fold(names) {
    if (JSON.stringify(names) === JSON.stringify(this.data.folded)) return;
    this.data.folded = names;
    this.send("folded", names);
  }

  open(name, shown) {
    const opened = this.data.opened.filter((n) => n !== name);
    this.data.opened = shown ? [...opened, name] : opened;
    this.panel.render(this.data, false);
    this.send("opened", this.data.opened);
  }

  fed() {
    if (this.data && !this.view.classList.contains("waiting") && this.values === this.active.values) {
      this.paint();
      requestAnimationFrame(() => performance.mark("workbench-fed"));
    }
  }

  close() {
    SHARED.listeners.delete(this);
    this.outbox.close();
    this.watch.disconnect();
    this.height.disconnect();
  }
}

const BENCHES = new WeakMap();

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  let bench = BENCHES.get(parentElement);
  if (!bench) {
    bench = new Workbench(parentElement, parentElement);
    BENCHES.set(parentElement, bench);
  }
  bench.render(data, setStateValue);
  return () => { bench.close(); bench.view.remove(); BENCHES.delete(parentElement); };
}
