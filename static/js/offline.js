// Links to kept pages.
navigator.serviceWorker?.register("/portal/worker.js").catch(() => {});
const list = document.querySelector("[data-kept]");
for (const name of list ? await caches.keys() : []) {
  const cache = await caches.open(name);
  for (const { url } of await cache.keys()) {
    if (name === "numbers") continue;
    const page = new DOMParser().parseFromString(await (await cache.match(url)).text(), "text/html");
    const link = Object.assign(document.createElement("a"), { href: url, textContent: page.querySelector("h1").textContent });
    list.appendChild(document.createElement("li")).append(link);
    list.parentElement.hidden = false;
  }
}
