// Escape hides what pointing at a statement shows, until something else is pointed at (WCAG 1.4.13).
const root = document.documentElement;
addEventListener("keydown", (event) => {
  if (event.key === "Escape") root.classList.add("no-tips");
});
for (const kind of ["mouseover", "focusin"]) {
  addEventListener(kind, () => root.classList.remove("no-tips"));
}
