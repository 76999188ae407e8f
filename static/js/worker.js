// Keeps one page for when there is no network: whom to call. Never a page with anybody's words.
// Signing out and leaving quickly take it away again (Clear-Site-Data).
const KEPT = "numbers";
const PAGE = "/portal/offline";

async function keep() {
  const cache = await caches.open(KEPT);
  const answer = await fetch(PAGE, { credentials: "omit" });
  const words = await answer.clone().text();
  await cache.put(PAGE, answer);
  await cache.addAll([...words.matchAll(/(?:href)="(\/static\/[^"]+\.(?:css|svg|woff2)[^"]*)"/g)].map((found) => found[1]));
}

addEventListener("install", (event) => event.waitUntil(keep().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const path = new URL(event.request.url).pathname;
  if (event.request.mode === "navigate") event.respondWith(fetch(event.request).catch(() => caches.match(PAGE)));
  else if (path.startsWith("/static/")) {
    event.respondWith(fetch(event.request).catch(async () => (await caches.match(event.request)) || Response.error()));
  }
});
