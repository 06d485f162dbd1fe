// Remembers in this browser what is ticked, and counts it. Without it, the boxes work all the same.
const key = "waypath roadmap " + document.documentElement.dataset.map;
const boxes = [...document.querySelectorAll("input[type=checkbox]")];
const read = () => { try { return new Set(JSON.parse(localStorage.getItem(key)) ?? []); } catch { return new Set(); } };
const keep = (ticked) => { try { localStorage.setItem(key, JSON.stringify([...ticked])); } catch { /* private windows keep nothing */ } };
const count = () => {
  const done = boxes.filter((box) => box.checked).length;
  document.querySelector("progress").value = done;
  document.querySelector("#done").textContent = `${done} of ${boxes.length} done`;
};
const before = read();
for (const box of boxes) {
  box.checked = before.has(box.value);
  box.addEventListener("change", () => {
    const ticked = read();
    ticked[box.checked ? "add" : "delete"](box.value);
    keep(ticked);
    count();
  });
}
if (boxes.length) count();
