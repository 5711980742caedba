// The list of projects: native fields whose text Python reads; jobs come back while one types.

const COLUMNS = ["sector", "capital_bn_vnd", "start", "build_years", "disbursed_share", "probability", "public_share", "capital_per_job", "jobs"];
const WAIT = 250;
const NEW = -1;

class ProjectTable {
  constructor(host) {
    this.host = host;
    this.view = el("div", { class: "wb projects" });
    host.append(this.view);
    this.rows = new Map();
    this.outbox = new Outbox();
  }

  render(data, send) {
    this.data = data;
    const settled = this.outbox.answered(data, (value) => send("said", value));
    const shape = JSON.stringify([data.lang, data.scenario, data.rows.map((r) => r.row), data.w]);
    if (shape !== this.shape) this.build(shape);
    for (const row of data.rows) this.update(row, settled);
    words(this.sum, data.sum);
    this.view.classList.toggle("waiting", !settled);
    if (settled) this.mend();
  }

  // Who asked for a project that is not whole yet stands on the first field to mend, whose fault is read out.
  mend() {
    if (this.adding) Object.values(this.rows.get(NEW).fields).find((node) => node.hasAttribute("aria-invalid"))?.focus();
    this.adding = false;
  }

  build(shape) {
    const { data } = this, { w } = data;
    const back = holding(this.view);
    this.shape = shape;
    this.rows.clear();
    this.sum = el("output", { "aria-live": "off" });
    const heads = COLUMNS.map((name) => el("th", { scope: "col" }, w[name]));
    this.building = true; // A field that goes away with its list is left by nobody.
    this.view.replaceChildren(el("table", {}, el("thead", {}, el("tr", {}, el("td", {}), heads)),
      data.rows.map((r) => this.row(r.row)),
      el("tfoot", {}, el("tr", {}, el("th", { scope: "row", colspan: COLUMNS.length }, w.sum), el("td", {}, this.sum)))));
    this.building = false;
    back();
  }

  // A project: its name and basis, and below them its numbers.
  row(number) {
    const { w } = this.data, fresh = number < 0, made = { fields: {}, wrong: {} };
    const cell = (name, span = 1) => {
      if (name === "jobs") return el("td", { "data-label": w.jobs }, made.jobs = el("output", { class: "jobs" }));
      const field = made.fields[name] = this.field(number, name);
      made.wrong[name] = el("p", { class: "wrong", id: `${field.id}-wrong`, role: "alert", hidden: true });
      return el("td", { "data-label": w[name], class: name, colspan: span }, field, made.wrong[name]);
    };
    made.last = fresh ? el("button", { type: "button", class: "add", "data-key": "add", onclick: () => { this.adding = true; this.say(number, "done", {}); } }, w.add)
      : el("button", { type: "button", class: "quiet", "data-key": `remove ${number}`, onclick: () => this.remove(number) }, w.remove);
    made.refused = el("p", { class: "wrong", role: "alert", hidden: true });
    this.rows.set(number, made);
    const head = fresh ? el("tr", {}, el("th", { scope: "rowgroup", colspan: COLUMNS.length + 1 }, w.begin)) : "";
    const said = el("tr", { class: "said" }, cell("active"), cell("name", 4), cell("reason", 4), el("td", {}, made.last));
    const numbers = el("tr", { class: "numbers" }, el("td", {}), COLUMNS.map((name) => cell(name)));
    made.body = el("tbody", { class: fresh ? "fresh" : "" }, head, said, numbers, el("tr", {}, el("td", {}), el("td", { colspan: COLUMNS.length }, made.refused)));
    return made.body;
  }

  field(number, name) {
    const { w } = this.data, id = `project-${number < 0 ? "new" : number}-${name}`;
    if (name === "active") return el("input", { type: "checkbox", id, onchange: (e) => this.say(number, "done", { active: e.target.checked ? "1" : "" }) });
    const later = number < 0 ? "typed" : "done";
    if (name === "sector") return el("select", { id, onchange: (e) => this.say(number, later, { sector: e.target.value }) }, this.data.sectors.map(([key, label]) => el("option", { value: key }, label)));
    const words_only = name === "name" || name === "reason";
    const node = words_only ? wordsField({ id, spellcheck: "false", maxlength: name === "reason" ? 500 : 120 })
      : el("input", { type: "text", id, class: "typed", autocomplete: "off", spellcheck: "false", maxlength: 120, inputmode: "decimal" });
    node.addEventListener("input", () => {
      clearTimeout(this.timer);
      if (!words_only) this.timer = setTimeout(() => this.say(number, "typed", { [name]: node.value }), WAIT);
    });
    const left = (kind) => {
      clearTimeout(this.timer);
      node.stands = node.value;
      this.say(number, kind, { [name]: node.value });
    };
    // Not "change": after Enter a browser tells no change back to what stood in the field when it was entered.
    node.addEventListener("blur", () => { if (node.value !== node.stands && !this.building) left(later); });
    node.addEventListener("keydown", (e) => { if (e.key === "Enter") { e.preventDefault(); left("done"); } });
    return node;
  }

  // The next project has such a button too: it is not to be pressed unawares.
  remove(number) {
    this.rows.get(number).fields.name.focus();
    this.say(number, "remove", {});
  }

  say(row, kind, fields) {
    this.view.classList.add("waiting");
    this.outbox.say({ scenario: this.data.scenario, row, of: this.data.rows.length, kind, fields });
  }

  // settled: the server has heard all that was typed; else what it shows of a field may be older
  update(row, settled) {
    const made = this.rows.get(row.row), { w } = this.data, focus = this.view.getRootNode().activeElement;
    const called = row.fields.name || w.begin;
    for (const [name, node] of Object.entries(made.fields)) {
      const label = `${w[name]}: ${called}`;
      if (node.getAttribute("aria-label") !== label) node.setAttribute("aria-label", label);
      const text = row.fields[name];
      if (settled || node.stands === undefined) this.put(node, name, text, focus);
      if (name in row.usual) node.placeholder = row.usual[name];
      if (name === "name" || name === "reason") node.placeholder = w[name];
      const told = row.wrong[name];
      node.toggleAttribute("aria-invalid", Boolean(told));
      if (told) node.setAttribute("aria-describedby", made.wrong[name].id);
      else node.removeAttribute("aria-describedby");
      made.wrong[name].hidden = !told;
      words(made.wrong[name], told || "");
    }
    // Jobs are read out where somebody types, not those of every row that moved up.
    made.jobs.setAttribute("aria-live", made.body.contains(focus) ? "polite" : "off");
    made.refused.hidden = !row.refused;
    words(made.refused, row.refused);
    words(made.jobs, row.jobs);
    if (row.row >= 0) made.last.setAttribute("aria-label", `${w.remove}: ${called}`);
    made.body.classList.toggle("idle", row.fields.active !== "1");
  }

  // What somebody is typing stays as it is.
  put(node, name, text, focus) {
    if (name === "active") node.checked = text === "1";
    else if (node !== focus || node.value === node.stands) node.value = text;
    else return;
    node.stands = text;
  }
}

const TABLES = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  let table = TABLES.get(parentElement);
  if (!table) TABLES.set(parentElement, table = new ProjectTable(parentElement));
  table.render(data, setStateValue);
  return () => { table.outbox.close(); table.view.remove(); TABLES.delete(parentElement); };
}
