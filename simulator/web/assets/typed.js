// A field whose text Python reads: sent when it is left or with Enter. What could not be read stays
// as it was typed, with the reason below it; what was read is shown as the page writes numbers.

class TypedField {
  // on.send(text); label: for a screen reader; numeric: a phone shows its keys for numbers
  // stands: what it holds that has been sent, or was put there; anything else is being typed
  constructor({ id, label, length = 40, numeric = true }, on) {
    this.input = el("input", { type: "text", id, class: "typed", maxlength: length, autocomplete: "off", spellcheck: "false",
      inputmode: numeric ? "decimal" : null, "aria-label": label });
    this.wrong = el("p", { class: "wrong", id: `${id}-wrong`, role: "alert", hidden: true });
    this.shown = this.stands = "";
    this.on = on;
    // Not "change": after Enter a browser tells no change back to what stood in the field when it was entered.
    this.input.addEventListener("blur", () => { if (this.input.value !== this.stands) this.send(); });
    this.input.addEventListener("keydown", (e) => {
      if (e.key === "Enter") { e.preventDefault(); if (this.input.value !== this.shown) this.send(); }
      if (e.key === "Escape") this.back();
    });
  }

  send() {
    this.stands = this.input.value;
    this.on.send(this.stands);
  }

  // What was read last stands there again, and whatever was wrong is forgotten.
  back() {
    const refused = !this.wrong.hidden;
    this.show(this.shown);
    if (refused) this.send();
  }

  get focused() {
    return this.input.getRootNode().activeElement === this.input;
  }

  // told: [what was typed, why it was not taken], or nothing. What somebody is typing stays as it is.
  update(text, told) {
    const typing = this.focused && this.input.value !== this.stands;
    if (!told && !typing) this.show(text);
    if (told) this.shown = text;
    if (told && !typing) this.input.value = this.stands = told[0];
    this.input.toggleAttribute("aria-invalid", Boolean(told));
    if (told) this.input.setAttribute("aria-describedby", this.wrong.id);
    else this.input.removeAttribute("aria-describedby");
    this.wrong.hidden = !told;
    words(this.wrong, told ? told[1] : "");
  }

  show(text) {
    this.shown = this.stands = text;
    if (this.input.value !== text) this.input.value = text;
  }
}
