// Asks before a quiet session ends (WCAG 2.2.1). The server decides; this counts from its last answer.
const dialog = document.querySelector("dialog[data-idle]");
const WARN = 120_000;
const BUSY = 60_000;

if (dialog) {
  let moved = 0;
  let timer;

  const stay = () => {
    fetch(dialog.dataset.stay, { method: "HEAD", redirect: "manual" }).catch(() => {});
    count();
  };
  // Who typed a minute ago is here.
  const ask = () => {
    if (Date.now() - moved < BUSY) stay();
    else if (dialog.showModal) dialog.showModal();
  };
  const count = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, Math.max(Number(dialog.dataset.idle) * 1000 - WARN, 30_000));
  };

  for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, () => { moved = Date.now(); }, { passive: true });
  dialog.addEventListener("close", stay);
  count();
}
