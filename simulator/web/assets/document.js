// What belongs to the whole document: its language, the words that Streamlit says itself, the foot of saved charts.

const SAID = ["aria-label", "title", "placeholder"];
const ALERT = '[data-testid="stAlert"]';

// Other words for a text of Streamlit's own, or null. data.said: {text: words}; data.around: [[start, end, words with {n} or {words}]].
function translated(data, text) {
  const found = data.said[text.trim()];
  if (found) return found;
  for (const [start, end, words] of data.around) {
    const told = text.trim(), inner = told.slice(start.length, told.length - end.length);
    if (told !== start + inner + end || !inner || (words.includes("{n}") && !/^\d+$/.test(inner))) continue;
    return words.replace("{n}", inner).replace("{words}", inner);
  }
  return null;
}

function retell(data, node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const words = translated(data, node.data);
    if (words !== null) node.data = words;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  for (const name of SAID) {
    const words = node.hasAttribute(name) ? translated(data, node.getAttribute(name)) : null;
    if (words !== null) node.setAttribute(name, words);
  }
  for (const child of node.childNodes) retell(data, child);
}

// On a phone the list of pages lies over the page: who chose one wants to see it.
function putAway(event) {
  if (innerWidth < 768 && event.target.closest?.('[data-testid="stSidebarNavLink"]')) {
    document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  }
}

// What came of a file or a press is brought into sight, wherever the page was scrolled to.
function shown(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  const told = node.matches(ALERT) ? node : node.querySelector(ALERT);
  if (told?.closest('[class*="st-key-answer"]')) told.scrollIntoView({ block: "nearest" });
}

// Where a screen reader hears what nobody has to look at: that another page is shown, what came of a field.
function ear() {
  const live = document.createElement("div");
  live.setAttribute("role", "status");
  live.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
  document.body.append(live);
  return live;
}

export default function ({ data }) {
  document.documentElement.lang = data.lang;
  // The first numbers lie over the page until its own are drawn; on another page these never are.
  if (!data.opens) document.getElementById("opening")?.remove();
  const known = (globalThis.__document ??= {});
  known.ear ??= ear();
  known.say ??= (words) => { known.ear.textContent = words; };
  if (known.data && known.data.page !== data.page) known.say(data.page);
  known.data = data;
  if (!known.watch) {
    document.addEventListener("click", putAway);
    known.focus = new FocusKeeper();
    known.watch = new MutationObserver((changes) => {
      known.focus.changed();
      for (const change of changes) {
        if (change.type === "childList") for (const node of change.addedNodes) { retell(known.data, node); shown(node); }
        else retell(known.data, change.target);
      }
    });
    known.watch.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: SAID });
  }
  retell(data, document.body);
}
