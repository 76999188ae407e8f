// Without a network: whom to call, an empty page for leaving, and homework that may be kept.
const SHELL = "numbers"; // names nobody
const PAGES = "pages-"; // + person
const OFFLINE = "/portal/offline";
const LEAVE = "/portal/leave";
let fresh; // homework that went by

const shell = () => caches.open(SHELL);
const pages = async () => (await caches.keys()).filter((name) => name.startsWith(PAGES));

// Its address changes with its content: one of each is enough.
async function part(request) {
  const cache = await shell();
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    const copy = answer.clone();
    await cache.delete(request, { ignoreSearch: true });
    await cache.put(request, copy);
  }
  return answer;
}

async function install() {
  for (const page of [OFFLINE, "/portal/empty"]) {
    const answer = await fetch(page, { credentials: "omit" });
    const words = await answer.clone().text();
    await (await shell()).put(page, answer);
    for (const [, file] of words.matchAll(/"(\/static\/[^"]+)"/g)) await part(new Request(file));
  }
}

async function wipe() {
  for (const name of await pages()) await caches.delete(name);
  fresh = null;
  const request = indexedDB.open("notes");
  request.onupgradeneeded = () => request.transaction.abort(); // there was none: make none
  request.onsuccess = () => {
    const drafts = request.result.transaction("drafts", "readwrite").objectStore("drafts");
    drafts.getAll().onsuccess = ({ target }) => { for (const row of target.result) if (row.confirmed) drafts.delete(row.id); };
    request.result.close();
  };
}

async function keep({ keep: page, occurrence, person, files }) {
  for (const name of await pages()) if (name !== PAGES + person) await caches.delete(name);
  const answer = fresh?.page === page ? fresh.answer : await fetch(`${page}?occurrence=${occurrence}`);
  fresh = null;
  if (answer.ok && !answer.redirected) {
    const words = (await answer.text()).replace("data-draft=", "data-cached $&");
    await (await caches.open(PAGES + person)).put(page, new Response(words, answer));
  }
  for (const file of files) await part(new Request(file));
}

async function visit(request) {
  const { pathname } = new URL(request.url);
  const reading = request.method === "GET";
  try {
    if (await caches.match(LEAVE)) {
      await fetch(LEAVE, { method: "POST", redirect: "manual" }); // left offline: the sign-in ends first
      await (await shell()).delete(LEAVE);
    }
    if (!reading && /(sign-in|welcome)$/.test(pathname)) await wipe(); // it may be somebody else
    const answer = await fetch(request);
    const person = answer.headers.get("keep");
    if (person) await (await caches.open(PAGES + person)).put(pathname, answer.clone());
    if (reading && answer.ok && /^\/portal\/homework\/\w{32}$/.test(pathname)) fresh = { page: pathname, answer: answer.clone() };
    return answer;
  } catch {
    return reading && await caches.match(pathname) || caches.match(OFFLINE);
  }
}

addEventListener("install", (event) => event.waitUntil(install().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(visit(request));
  else if (new URL(request.url).pathname.startsWith("/static/")) event.respondWith(part(request));
});
addEventListener("message", (event) => {
  const { data } = event;
  event.waitUntil((async () => {
    if (data.keep) await keep(data);
    if (data.drop) for (const name of await pages()) await (await caches.open(name)).delete(data.drop);
    if (data.leave) await wipe();
    if (data.leave && !navigator.onLine) await (await shell()).put(LEAVE, new Response());
  })());
});
