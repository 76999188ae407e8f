// "Leave quickly": blanks the page, signs out, then a neutral page takes its place. Shift three times does the same.
const form = document.querySelector("form[data-leave]");
const out = document.querySelector("form[action$='/sign-out']");
const worker = () => navigator.serviceWorker?.controller;
const MOMENT = 400; // ms at most for the last words

// The worker takes away what the server has. "held": words it never got stay, sealed, on an own device.
const ready = async (form) => {
  const last = [];
  dispatchEvent(new CustomEvent("leaving", { detail: last }));
  const body = new FormData(form);
  const held = Promise.allSettled(last).then(() => indexedDB.databases()).then((bases) => bases.length && body.append("held", 1));
  await Promise.race([held.catch(() => {}), new Promise((done) => setTimeout(done, MOMENT))]);
  worker()?.postMessage({ leave: true });
  return () => fetch(form.action, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
};

const leave = async () => {
  document.documentElement.hidden = true;
  document.title = "";
  (await ready(form))();
  // Without a network a foreign page would show an error.
  location.replace(navigator.onLine && form.dataset.leave || (worker() ? "/portal/empty" : "about:blank"));
};

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  leave();
});
out?.addEventListener("submit", async (event) => {
  event.preventDefault();
  await (await ready(out))();
  location.replace("/portal/sign-in?done=out");
});
let pressed = [];
addEventListener("keydown", (event) => {
  if (event.key !== "Shift") pressed = [];
  else if (!event.repeat) pressed = [...pressed.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
  if (form && pressed.length === 3) leave();
});
// Out of the browser's memory: ask the server instead.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
