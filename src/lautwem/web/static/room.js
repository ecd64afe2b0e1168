// Escape hides what pointing at a statement shows, until something else is pointed at (WCAG 1.4.13).
const root = document.documentElement;
addEventListener("keydown", (event) => {
  if (event.key === "Escape") root.classList.add("no-tips");
});
for (const kind of ["mouseover", "focusin"]) {
  addEventListener(kind, () => root.classList.remove("no-tips"));
}
// What htmx put in place takes the focus where what had it is gone (a filter, the next page).
addEventListener("htmx:afterSettle", (event) => {
  if (document.activeElement && document.activeElement !== document.body) return;
  const place = document.getElementById(event.detail.target.id);
  if (!place || place.id === "told") return;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
});
