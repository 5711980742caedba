// The key figures of the plan being edited, and what any other figure is made of.

const PRIMITIVE = ["compulsory_si", "voluntary_si", "ui_participants", "working_age_labour_force", "liable_uncovered"];
const NUMERATOR = { si_share: [0, 1], voluntary_share: [1], ui_share: [2] };
const LABOUR_FORCE = 3;

// Any result from the five that Python sends.
function result(values, name) {
  const index = PRIMITIVE.indexOf(name);
  if (index >= 0) return values[index];
  const parts = NUMERATOR[name] || NUMERATOR.si_share;
  const over = name in NUMERATOR ? values[LABOUR_FORCE] : null;
  return values[0].map((_, y) => parts.reduce((sum, p) => sum + values[p][y], 0) / (over ? over[y] : 1));
}

// Participants are the sum of their two rounded parts, as in every table of the program.
function people(values, row) {
  return Math.round(values[0][row]) + Math.round(values[1][row]);
}

// The people behind a share, whole.
function counted(values, share, row) {
  return share === "si_share" ? people(values, row) : Math.round(values[NUMERATOR[share][0]][row]);
}

// One row of cards: the level, its target, the nation, the chance, and what it adds at which price.
class Cards {
  constructor() {
    this.node = el("div", { class: "cards" });
  }

  // Of the plan in hand as it is shown, which a slider may be moving; what draws say is known of a plan at rest.
  draw(data, { active, base, values, share }, known) {
    const row = data.year - data.years[0], level = result(values, share)[row];
    const target = data.targets.find((t) => t.indicator === share && t.year === data.year);
    const drawn = known && [known.bands[share].low[row], known.bands[share].high[row]];
    Object.assign(this, { data, share, row, values, level, target, drawn, known });
    this.count = counted(values, share, row);
    this.card(0, `${data.shares[share]} ${data.year}`, ...this.ofLevel());
    this.card(1, ...this.ofTarget());
    this.card(2, `${data.w.against_nation} (${data.w.points})`, ...this.ofNation());
    this.card(3, data.w.chance, ...this.ofChance());
    this.card(4, `${data.w.against} ${base.short}`, ...(base === active ? ["–", data.w.is_base] : this.ofBase(base)));
  }

  ofLevel() {
    const { lang } = this.data;
    return [formatShare(this.level, lang), this.persons(this.count), this.range(this.drawn, (v) => formatShare(v, lang))];
  }

  ofTarget() {
    const { data, target, known } = this, { w } = data;
    if (!target) return [w.against_target, "–", w.no_target];
    const parts = NUMERATOR[this.share].reduce((sum, p) => sum + this.values[p][this.row], 0);
    const missing = target.value * this.values[LABOUR_FORCE][this.row] - parts;
    return [`${w.against_target} ${target.words} (${w.points})`, this.gap(), this.persons(Math.abs(missing)),
      known ? this.missingRange(known.bands.missing[`${target.act}.${this.share}.${data.year}`]) : ""];
  }

  ofNation() {
    const { data, level } = this, { w, lang } = data, nation = data.nation[this.share]?.find((p) => p[0] === data.year)?.[1];
    if (nation === undefined) return ["–"];
    const points = (v) => formatSigned(100 * (v - nation), 1, lang);
    return [points(level), `${w.nation}: ${formatShare(nation, lang)}`, this.range(this.drawn, points)];
  }

  ofChance() {
    const { data, target } = this, { w } = data, chance = target ? this.known?.bands.chance?.[`${this.share}.${data.year}`] : undefined;
    const said = chance === undefined ? "–" : chance < 0.01 ? w.under_one : chance > 0.99 ? w.over_99 : formatShare(chance, data.lang, 0);
    if (!target) return [said, w.no_target];
    if (!target.assigned) return [said, w.not_assigned];
    if (chance !== undefined) return [said, w.draws.replace("{n}", data.draws)];
    return [said, data.draws ? w.computing : w.no_draws];
  }

  ofBase(base) {
    const { data } = this, { w, lang } = data, cost = this.known?.cost, ends = cost?.people?.[this.share], each = cost?.person[this.share] ?? null;
    const more = this.count - counted(base.values, this.share, this.row), billions = (million) => formatNumber(million / 1000, 0, lang);
    return [`${formatSigned(more, 0, lang)} ${w.people}`, !ends || ends[0] === null ? w.computing : this.range(ends, (v) => formatNumber(v, 0, lang)),
      cost ? `${w.spend} ${billions(cost.value)}\u00a0${w.billion}${cost.low === null ? "" : ` (${billions(cost.low)} – ${billions(cost.high)})`}` : "",
      each === null ? "" : `${formatNumber(each, 1, lang)} ${w.each}`];
  }

  // The level in one line, which stays in sight beside the sliders of a phone.
  line() {
    const { data, target, level } = this;
    const short = target && target.value > level ? ` · ${this.gap()} ${data.w.points}` : "";
    return `${data.year}: ${formatShare(level, data.lang)} · ${this.persons(this.count)}${short}`;
  }

  gap() {
    const { w, lang } = this.data, gap = 100 * (this.target.value - this.level);
    return gap > 0 ? `${w.short_of} ${formatNumber(gap, 1, lang)}` : `${w.beyond} ${formatNumber(-gap, 1, lang)}`;
  }

  persons(count) {
    return `${formatNumber(count, 0, this.data.lang)} ${this.data.w.people}`;
  }

  range(ends, said) {
    return ends ? `${this.data.w.band}: ${ends.map(said).join(" – ")}` : "";
  }

  // The range of the people missing to a target; each end says so where it may be passed.
  missingRange([low, high]) {
    const { w, lang } = this.data, words = (v) => formatNumber(Math.abs(v), 0, lang);
    const [from, to] = [low < 0 ? `${w.beyond} ${words(low)}` : words(low), high < 0 ? `${w.beyond} ${words(high)}` : words(high)];
    return `${w.band}: ${from} – ${low < 0 && high > 0 ? `${w.short_of} ` : ""}${to}`;
  }

  card(i, title, value, ...lines) {
    if (!this.node.children[i]) {
      const line = () => el("span", { class: "line" });
      this.node.append(el("div", { class: "card" }, el("span", { class: "title" }), el("strong", {}), line(), line(), line()));
    }
    [title, value, lines[0] || "", lines[1] || "", lines[2] || ""].forEach((text, k) => words(this.node.children[i].children[k], text));
  }

  // While ranges and costs are computed again the cards keep their height: nothing below them jumps.
  hold() {
    this.node.style.minHeight = `${this.node.getBoundingClientRect().height}px`;
  }

  free() {
    this.node.style.minHeight = "";
  }
}
