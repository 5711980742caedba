// A native file field; the bytes go to the server, which checks them.

export default function ({ data, parentElement, setTriggerValue }) {
  let host = parentElement.querySelector(".wb");
  if (!host) {
    host = el("div", { class: "wb upload" });
    parentElement.append(host);
  }
  // The browser words its own button in its own language: only the field is kept, behind a label.
  const input = el("input", { type: "file", id: "file", accept: data.accept, class: "hidden" });
  const told = el("span", { class: "line", role: "status" }, data.none);
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
  renew(host, el("div", { class: "bar" }, input, el("label", { for: "file" }, data.label), told));
  return () => host.remove();
}
