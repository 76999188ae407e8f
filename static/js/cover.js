// Covers clients' words: by button, and by itself after a minute without input, because the next client may see
// this screen. Runs before the page is drawn; the tab remembers, so that words stay covered on the next page.
(() => {
  const QUIET = 60_000;
  const root = document.documentElement;
  let timer;

  const remember = (covered) => {
    try {
      if (covered) sessionStorage.setItem("covered", "1");
      else sessionStorage.removeItem("covered");
    } catch { /* storage is off: covering still works on this page */ }
  };
  const remembered = () => {
    try { return sessionStorage.getItem("covered") === "1"; } catch { return false; }
  };

  const show = () => {
    const covered = "covered" in root.dataset;
    for (const note of document.querySelectorAll("[data-cover-note]")) note.hidden = !covered;
    for (const button of document.querySelectorAll("[data-cover]")) button.hidden = covered;
  };
  const set = (covered) => {
    if (covered) root.dataset.covered = "";
    else delete root.dataset.covered;
    remember(covered);
    show();
    wait();
  };
  const wait = () => {
    clearTimeout(timer);
    if (!("covered" in root.dataset)) timer = setTimeout(() => set(true), QUIET);
  };

  if (remembered()) root.dataset.covered = "";
  for (const kind of ["keydown", "pointerdown", "pointermove", "scroll", "touchstart"]) {
    addEventListener(kind, wait, { passive: true, capture: true });
  }
  addEventListener("click", (event) => {
    if (event.target.closest("[data-cover]")) {
      set(true);
      document.querySelector("[data-cover-show]")?.focus();
    } else if (event.target.closest("[data-cover-show]")) {
      set(false);
      document.querySelector("[data-cover]")?.focus();
    }
  });
  document.addEventListener("DOMContentLoaded", () => { show(); wait(); });
})();
