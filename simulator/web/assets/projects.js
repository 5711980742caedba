// The list of projects: native fields whose text Python reads; jobs come back while one types.

const COLUMNS = ["sector", "capital_bn_vnd", "start", "build_years", "disbursed_share", "probability", "public_share", "capital_per_job", "jobs"];
const WAIT = 250;

class ProjectTable {
  constructor(host) {
    this.host = host;
    this.view = el("div", { class: "wb projects" });
    host.append(this.view);
    this.rows = new Map();
  }

  render(data, send) {
    [this.data, this.send] = [data, send];
    const shape = JSON.stringify([data.lang, data.scenario, data.rows.map((r) => r.row), data.w]);
    if (shape !== this.shape) this.build(shape);
    for (const row of data.rows) this.update(row);
    words(this.sum, data.sum);
  }

  build(shape) {
    const { data } = this, { w } = data;
    const back = holding(this.view);
    this.shape = shape;
    this.rows.clear();
    this.sum = el("output", {});
    const heads = COLUMNS.map((name) => el("th", { scope: "col" }, w[name]));
    this.view.replaceChildren(el("table", {}, el("thead", {}, el("tr", {}, el("td", {}), heads)),
      data.rows.map((r) => this.row(r.row)),
      el("tfoot", {}, el("tr", {}, el("th", { scope: "row", colspan: COLUMNS.length }, w.sum), el("td", {}, this.sum)))));
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
    made.last = fresh ? el("button", { type: "button", class: "add", "data-key": "add", onclick: () => this.say(number, "done", {}) }, w.add)
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
    const node = el("input", { type: "text", id, class: "typed", autocomplete: "off", spellcheck: "false", maxlength: name === "reason" ? 500 : 120, inputmode: words_only ? null : "decimal" });
    node.addEventListener("input", () => {
      clearTimeout(this.timer);
      if (!words_only) this.timer = setTimeout(() => this.say(number, "typed", { [name]: node.value }), WAIT);
    });
    node.addEventListener("change", () => { clearTimeout(this.timer); this.say(number, later, { [name]: node.value }); });
    node.addEventListener("keydown", (e) => {
      if (e.key === "Enter") { e.preventDefault(); clearTimeout(this.timer); this.say(number, "done", { [name]: node.value }); }
    });
    return node;
  }

  // The next project has such a button too: it is not to be pressed unawares.
  remove(number) {
    this.rows.get(number).fields.name.focus();
    this.say(number, "remove", {});
  }

  say(row, kind, fields) {
    this.send("said", { scenario: this.data.scenario, row, kind, fields });
  }

  update(row) {
    const made = this.rows.get(row.row), { w } = this.data, focus = this.view.getRootNode().activeElement;
    const called = row.fields.name || w.begin;
    for (const [name, node] of Object.entries(made.fields)) {
      const label = `${w[name]}: ${called}`;
      if (node.getAttribute("aria-label") !== label) node.setAttribute("aria-label", label);
      const text = row.fields[name];
      if (name === "active") node.checked = text === "1";
      else if (node !== focus && node.value !== text) node.value = text;
      if (name in row.usual) node.placeholder = row.usual[name];
      if (name === "name" || name === "reason") node.placeholder = w[name];
      const told = row.wrong[name];
      node.toggleAttribute("aria-invalid", Boolean(told));
      if (told) node.setAttribute("aria-describedby", made.wrong[name].id);
      else node.removeAttribute("aria-describedby");
      made.wrong[name].hidden = !told;
      words(made.wrong[name], told || "");
    }
    made.refused.hidden = !row.refused;
    words(made.refused, row.refused);
    words(made.jobs, row.jobs);
    if (row.row >= 0) made.last.setAttribute("aria-label", `${w.remove}: ${called}`);
    made.body.classList.toggle("idle", row.fields.active !== "1");
  }
}

const TABLES = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  let table = TABLES.get(parentElement);
  if (!table) TABLES.set(parentElement, table = new ProjectTable(parentElement));
  table.render(data, setTriggerValue);
  return () => { table.view.remove(); TABLES.delete(parentElement); };
}
