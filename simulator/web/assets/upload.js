// A native file field; the bytes go to the server, which checks them.

export default function ({ data, parentElement, setTriggerValue }) {
  let host = parentElement.querySelector(".wb");
  if (!host) {
    host = el("div", { class: "wb upload" });
    parentElement.append(host);
  }
  const input = el("input", { type: "file", id: "file", accept: data.accept });
  const told = el("span", { class: "line", role: "status" });
  input.addEventListener("change", async () => {
    const file = input.files[0];
    if (!file) return;
    if (file.size > data.most) return words(told, data.too_large);
    words(told, file.name);
    const bytes = new Uint8Array(await file.arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    setTriggerValue("file", { name: file.name, bytes: btoa(text) });
  });
  host.replaceChildren(el("label", { for: "file" }, data.label), el("div", { class: "bar" }, input, told));
  return () => host.remove();
}
