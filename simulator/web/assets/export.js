// A chart as a file: its own SVG with the styles written into it, or a picture of it; below it its key, place, source and day.

const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity",
  "font-family", "font-size", "font-weight", "text-anchor", "visibility", "paint-order"];

// Lines of at most so many letters; words stay whole.
function wrapped(text, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (lines[lines.length - 1] && lines[lines.length - 1].length + word.length >= most) lines.push("");
    lines[lines.length - 1] += (lines[lines.length - 1] ? " " : "") + word;
  }
  return lines;
}

// The key and what the file rests on, each a line: [[x, text, entry of the key or null]].
function footOf(chart, width) {
  const most = Math.max(30, Math.floor(width / 6)), said = footWords();
  const key = (chart.legend || []).map((entry) => [24, entry.label, entry]);
  return [...key, ...said.flatMap((text) => wrapped(text, most)).map((text) => [4, text, null])];
}

// Place, source and day, which go with whatever is taken out of the page.
function footWords() {
  return globalThis.__document?.data?.foot || [];
}

// What stands below the numbers of a picture in a file.
function belowOf(spec) {
  return [spec.title, ...(spec.unit ? [spec.unit] : []), ...footWords()];
}

function drawFoot(copy, chart, lines, top) {
  const style = getComputedStyle(chart);
  lines.forEach(([x, words, entry], i) => {
    const y = top + 15 * (i + 1);
    if (entry) {
      const mark = entry.dash === undefined ? svg("rect", { x: 4, y: y - 9, width: 14, height: 9, style: `fill:${colourIn(chart, entry.colour)};fill-opacity:${entry.hatched ? 0.4 : 1}` })
        : svg("line", { x1: 4, x2: 20, y1: y - 4, y2: y - 4, "stroke-dasharray": entry.dash || null, style: `stroke:${colourIn(chart, entry.colour)};stroke-width:2.4` });
      copy.append(mark);
    }
    const text = svg("text", { x, y, style: `fill:${style.color};font-family:${style.fontFamily};font-size:11.5px` });
    text.textContent = words;
    copy.append(text);
  });
}

// A colour of the palette as the page mixes it now: a file knows none of the page's variables.
function colourIn(chart, index) {
  const probe = el("span", { style: `color:${colourOf(index)}` });
  chart.parentNode.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

function standalone(chart, title) {
  chart.querySelector(".guide")?.replaceChildren();
  const copy = chart.cloneNode(true);
  const from = [chart, ...chart.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((node, i) => {
    const style = getComputedStyle(node);
    to[i].setAttribute("style", KEPT.map((key) => `${key}:${style.getPropertyValue(key)}`).join(";"));
    to[i].removeAttribute("class");
    to[i].removeAttribute("aria-hidden");
  });
  const paper = getComputedStyle(document.querySelector(".stApp") || document.body).backgroundColor;
  const box = chart.viewBox.baseVal, head = title ? 26 : 0;
  const lines = footOf(chart, box.width), foot = lines.length ? 15 * lines.length + 10 : 0;
  copy.setAttribute("xmlns", SVG);
  copy.setAttribute("viewBox", `0 ${-head} ${box.width} ${box.height + head + foot}`);
  copy.setAttribute("height", box.height + head + foot);
  copy.prepend(svg("rect", { x: 0, y: -head, width: box.width, height: box.height + head + foot, style: `fill:${paper}` }));
  if (title) {
    const style = getComputedStyle(chart);
    const text = svg("text", { x: 4, y: -9, style: `fill:${style.color};font-family:${style.fontFamily};font-size:14px;font-weight:650` });
    text.textContent = title;
    copy.append(text);
  }
  drawFoot(copy, chart, lines, box.height);
  return copy;
}

function handOver(blob, name) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function saveChart(chart, title, name, kind) {
  const copy = standalone(chart, title);
  const text = new XMLSerializer().serializeToString(copy);
  if (kind === "svg") return handOver(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`);
  const image = new Image(), width = chart.viewBox.baseVal.width, height = Number(copy.getAttribute("height"));
  image.onload = () => {
    const canvas = el("canvas", { width: 2 * width, height: 2 * height });
    const pen = canvas.getContext("2d");
    pen.scale(2, 2);
    pen.drawImage(image, 0, 0, width, height);
    canvas.toBlob((blob) => handOver(blob, `${name}.png`));
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

// A title as the name of a file, in plain letters; behind it the place, since titles are alike everywhere.
function fileName(title) {
  const plain = title.replace(/[đĐ]/g, "d").normalize("NFD").toLowerCase().replace(/[\u0300-\u036f]/g, "");
  const words = (plain.match(/[a-z0-9]+/g) || ["chart"]).join("_");
  // Who is quicker than what knows the page has its address.
  const place = globalThis.__document?.data?.place || new URLSearchParams(location.search).get("region")?.match(/^\w+$/)?.[0];
  return place ? `${words.replace(`_${place}`, "").slice(0, 60)}_${place}` : words.slice(0, 60);
}

// Buttons for the picture as SVG and PNG and for its numbers as CSV.
function saveButtons(title, find, numbers) {
  const save = (kind) => {
    const said = find().getAttribute("data-title") || title;
    if (kind === "csv") handOver(new Blob([numbers()], { type: "text/csv" }), `${fileName(said)}.csv`);
    else saveChart(find(), said, fileName(said), kind);
  };
  return el("span", { class: "save" }, ["svg", "png", "csv"].map((kind) => el("button", { type: "button", class: "quiet", "data-save": kind, "data-key": `save ${kind}`,
    "aria-label": `${kind.toUpperCase()}: ${title}`, onclick: () => save(kind) }, kind.toUpperCase())));
}
