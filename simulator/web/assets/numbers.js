// Numbers as people read them; the same rules as simulator/report/numbers.py and simulator/rounding.py.

function formatNumber(value, decimals, lang) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  // A half, and what floating point left a little below one, goes up.
  const [whole, rest] = (Math.abs(value) * (1 + 1e-15)).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, lang === "vi" ? "." : ",");
  const words = rest ? grouped + (lang === "vi" ? "," : ".") + rest : grouped;
  return value < 0 && /[1-9]/.test(words) ? "−" + words : words;
}

function formatSigned(value, decimals, lang) {
  const words = formatNumber(value, decimals, lang);
  return value > 0 && /[1-9]/.test(words) ? "+" + words : words;
}

function formatShare(value, lang, decimals = 1) {
  if (!Number.isFinite(value)) return "–";
  return formatNumber(100 * value, decimals, lang) + (lang === "vi" ? "\u00a0%" : "%");
}

function decimalsOf(step) {
  return step >= 1 ? 0 : Math.min(4, Math.ceil(-Math.log10(step) - 1e-9));
}

// A lever's level as people read it: percent where the lever says so.
function formatLevel(lever, value, lang) {
  if (lever.percent && lever.low < 0) return formatSigned(100 * value, decimalsOf(lever.step * 100), lang);
  if (lever.percent) return formatShare(value, lang, decimalsOf(lever.step * 100));
  return formatNumber(value, decimalsOf(lever.step), lang);
}

// A change of a rate is in percentage points: its unit says so, and no sign of per cent stands there.
// A level with all of its digits, as it was typed.
function exactLevel(lever, value, lang) {
  const scaled = lever.percent ? 100 * value : value;
  let decimals = decimalsOf(lever.percent ? lever.step * 100 : lever.step);
  while (decimals < 4 && Math.abs(scaled - Number(scaled.toFixed(decimals))) > 1e-9) decimals += 1;
  if (lever.percent && lever.low < 0) return formatSigned(scaled, decimals, lang);
  return lever.percent ? formatShare(value, lang, decimals) : formatNumber(value, decimals, lang);
}

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "class") node.className = value;
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  add(node, ...children);
  return node;
}

// A field of words without line breaks, which is as high as its words need.
function wordsField(attributes) {
  const node = el("textarea", { rows: 1, class: "typed words", autocomplete: "off", ...attributes });
  node.addEventListener("input", () => { if (node.value.includes("\n")) node.value = node.value.replace(/\s*\n\s*/g, " "); });
  return node;
}

// Nodes and texts; what is not there is left out, where append() would print "null".
function add(node, ...children) {
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) node.append(typeof child === "string" ? bound(child) : child);
  }
}

// Other children in place of a node's own; the focus of the keyboard is not lost with the old ones.
function renew(host, ...children) {
  const back = holding(host);
  host.replaceChildren();
  add(host, ...children);
  back();
}

// What brings the focus back to where it is now in a node, after other things were put there: to the like of what
// has it, known by its key; where that has gone, to the first that can take it.
function holding(host) {
  const at = host.getRootNode().activeElement, held = at && at !== host && host.contains(at) ? keyOf(at) : null;
  return () => {
    if (held === null || host.contains(host.getRootNode().activeElement)) return;
    const all = [...host.querySelectorAll("button, input, select, textarea, summary, [tabindex]")].filter((node) => !node.disabled && !node.hidden);
    (all.find((node) => keyOf(node) === held) || all[0])?.focus();
  };
}

// The head of the levers sticks within their column: where that has scrolled out of sight with the page, a browser
// that looks for the focus believes it in sight.
function inSight(node) {
  const { top, bottom } = node.getBoundingClientRect(), room = 80;
  if (top < room / 2 || bottom > innerHeight) document.querySelector(".stMain")?.scrollBy(0, top - room);
}

function keyOf(node) {
  return node.dataset.key || node.id;
}

// What a button has that has nothing to do now: a focus on it stays, though no Tab stops there.
function idle(off) {
  return off ? { "aria-disabled": "true", tabindex: -1 } : {};
}

const SVG = "http://www.w3.org/2000/svg";

function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(key, value);
  }
  for (const child of children.flat()) if (child) node.append(child);
  return node;
}

// A picture has one text, which tells its numbers: nobody hears the letters on it one by one.
function silent(picture) {
  for (const part of picture.children) part.setAttribute("aria-hidden", "true");
}

function words(node, said) {
  const text = bound(said);
  if (node.textContent !== text) node.textContent = text;
}

// No number is torn from its unit, and no line begins with a dash: the same rule as bound() of simulator/text.py.
function bound(text) {
  return String(text).replace(/(\d|^) (?=%|tỷ|triệu)/g, "$1\u00a0").replace(/([\d%]|^) (?=– )/g, "$1\u00a0");
}
