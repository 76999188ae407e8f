// Handing this tablet over signs out here; what stands in the counselor's other tabs must not stay readable beside it.
// They go blank at the press, and to the sign-in page once the server says so. If nothing was handed over they come back.
const WAIT = 1000;
const root = document.documentElement;
const tabs = "BroadcastChannel" in window && new BroadcastChannel("attune-tablet");
const place = document.querySelector("dialog[data-idle]")?.dataset.stay;

const ask = async () => {
  if (!root.hidden) return;
  const told = await fetch(place, { method: "HEAD", redirect: "manual", cache: "no-store" }).catch(() => null);
  if (root.hidden && told?.type === "opaqueredirect") location.replace("/sign-in");
  else setTimeout(ask, WAIT);
};

if (tabs && place) {
  tabs.addEventListener("message", ({ data }) => {
    const blank = data === "handed";
    if (blank && !root.hidden) setTimeout(ask, WAIT);
    root.hidden = blank;
  });
  addEventListener("submit", ({ target }) => {
    if (target.action.endsWith("/hand-over")) tabs.postMessage("handed");
  });
  if (document.querySelector("[data-not-handed]")) tabs.postMessage("kept");
}
