// Escape hides what pointing at a statement shows, until something else is pointed at (WCAG 1.4.13).
const root = document.documentElement;
addEventListener("keydown", (event) => {
  if (event.key === "Escape") root.classList.add("no-tips");
});
const pointing = () => root.classList.remove("no-tips");
addEventListener("focusin", pointing);
addEventListener("mousemove", (event) => {
  // a page that scrolls under a resting mouse moves nothing
  if (event.movementX || event.movementY) pointing();
});
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
