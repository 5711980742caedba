// A chart as a file: its own SVG with the styles written into it, or a picture of it.

const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity",
  "font-family", "font-size", "font-weight", "text-anchor", "visibility", "paint-order"];

function standalone(chart, title) {
  const copy = chart.cloneNode(true);
  const from = [chart, ...chart.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((node, i) => {
    const style = getComputedStyle(node);
    to[i].setAttribute("style", KEPT.map((key) => `${key}:${style.getPropertyValue(key)}`).join(";"));
    to[i].removeAttribute("class");
  });
  const paper = getComputedStyle(document.querySelector(".stApp") || document.body).backgroundColor;
  const box = chart.viewBox.baseVal, head = title ? 26 : 0;
  copy.setAttribute("xmlns", SVG);
  copy.setAttribute("viewBox", `0 ${-head} ${box.width} ${box.height + head}`);
  copy.setAttribute("height", box.height + head);
  copy.prepend(svg("rect", { x: 0, y: -head, width: box.width, height: box.height + head, style: `fill:${paper}` }));
  if (title) {
    const style = getComputedStyle(chart);
    const text = svg("text", { x: 4, y: -9, style: `fill:${style.color};font-family:${style.fontFamily};font-size:14px;font-weight:650` });
    text.textContent = title;
    copy.append(text);
  }
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

function saveButtons(title, name, find) {
  return el("span", { class: "save" }, ["svg", "png"].map((kind) => el("button", { type: "button", class: "quiet", "data-save": kind,
    "aria-label": `${kind.toUpperCase()}: ${title}`, onclick: () => saveChart(find(), find().getAttribute("data-title") || title, name, kind) }, kind.toUpperCase())));
}
