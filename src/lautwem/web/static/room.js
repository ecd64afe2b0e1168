// Escape hides what pointing at a statement shows, until something else is pointed at (WCAG 1.4.13).
const root = document.documentElement;
addEventListener("keydown", (event) => {
  if (event.key === "Escape") root.classList.add("no-tips");
});
for (const kind of ["mouseover", "focusin"]) {
  addEventListener(kind, () => root.classList.remove("no-tips"));
}
// Where what had the focus is gone (a filter, the next page), what htmx put in its place has it.
let held = false;
addEventListener("htmx:beforeSwap", ({ detail }) => {
  held = detail.target.contains(document.activeElement);
});
addEventListener("htmx:afterSettle", ({ detail }) => {
  const place = document.getElementById(detail.target.id);
  if (!held || !place || place.contains(document.activeElement)) return;
  held = false;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
});
