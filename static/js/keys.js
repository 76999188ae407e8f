// Keys for whoever likes them: j and k go through the lists of a page, n opens the note, / the search. Never the only way;
// switched off in the profile. Where one types, they are letters.
const typing = (target) => target.closest("input, textarea, select, [contenteditable], dialog");
const rows = () => [...document.querySelectorAll("[data-keys] > *")]
  .map((row) => row.querySelector("a[href], .btn")).filter((link) => link?.offsetParent);

function step(by) {
  const all = rows();
  const here = all.findIndex((link) => link.closest("[data-keys] > *").contains(document.activeElement));
  all[here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1)]?.focus();
}

function note() {
  const within = document.activeElement?.closest("[data-keys] > *") ?? document.querySelector("main");
  (within.querySelector("a[href$='/note']") ?? within.querySelector("a[href$='/prep']"))?.click();
}

function search() {
  const box = document.querySelector("input[type=search]");
  if (box) box.focus();
  else location.assign("/search");
}

const deeds = { j: () => step(1), k: () => step(-1), n: note, "/": search };

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  const deed = deeds[event.key];
  if (!deed) return;
  event.preventDefault();
  deed();
});
