// A field whose text Python reads: sent when it is left or with Enter. What could not be read stays
// as it was typed, with the reason below it; what was read is shown as the page writes numbers.

class TypedField {
  // on.send(text); label: for a screen reader; numeric: a phone shows its keys for numbers
  constructor({ id, label, length = 40, numeric = true }, on) {
    this.input = el("input", { type: "text", id, class: "typed", maxlength: length, autocomplete: "off", spellcheck: "false",
      inputmode: numeric ? "decimal" : null, "aria-label": label });
    this.wrong = el("p", { class: "wrong", id: `${id}-wrong`, role: "alert", hidden: true });
    this.shown = "";
    this.input.addEventListener("change", () => { if (this.input.value !== this.shown) on.send(this.input.value); });
    this.input.addEventListener("keydown", (e) => {
      if (e.key === "Enter") { e.preventDefault(); this.input.dispatchEvent(new Event("change")); }
      if (e.key === "Escape") this.show(this.shown);
    });
  }

  get focused() {
    return this.input.getRootNode().activeElement === this.input;
  }

  // told: [what was typed, why it was not taken], or nothing
  update(text, told) {
    if (told) {
      this.shown = text;
      this.input.value = told[0];
    } else if (!this.focused || this.input.value === this.shown || this.sent) this.show(text);
    this.sent = false;
    this.input.toggleAttribute("aria-invalid", Boolean(told));
    if (told) this.input.setAttribute("aria-describedby", this.wrong.id);
    else this.input.removeAttribute("aria-describedby");
    this.wrong.hidden = !told;
    words(this.wrong, told ? told[1] : "");
  }

  show(text) {
    this.shown = text;
    if (this.input.value !== text) this.input.value = text;
  }
}
