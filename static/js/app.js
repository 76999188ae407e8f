// Small comforts. Everything works without this file.

// So that an error summary is read first.
document.querySelector("[data-focus]")?.focus();

// On a phone, background beside an editor starts folded.
if (matchMedia("(max-width: 60rem)").matches) {
  for (const fold of document.querySelectorAll(".editor > aside details.ctx")) fold.open = false;
}

addEventListener("click", (event) => {
  // A radio cannot be unchosen by hand; a clear button does it.
  const clear = event.target.closest("[data-clear]");
  for (const box of clear ? document.getElementsByName(clear.dataset.clear) : []) box.checked = false;
  if (event.target.closest("[data-print]")) print();
  // The account menu closes when something else is pressed.
  for (const menu of document.querySelectorAll("details.account[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.account[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
