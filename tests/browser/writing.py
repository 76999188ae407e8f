"""A client at an exercise, for the tests of drafts: on a device of their own or on a shared one."""

import json
import re

from playwright.sync_api import Page

STORED = """async () => {
  const found = { local: {...localStorage}, session: {...sessionStorage}, bases: {}, caches: {} };
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise((done, failed) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
      asked.onerror = asked.onblocked = () => failed(new Error(`${name} does not open`));
    });
    found.bases[name] = [];
    for (const table of base.objectStoreNames) {
      const rows = await new Promise((done) => {
        base.transaction(table).objectStore(table).getAll().onsuccess = (event) => done(event.target.result); });
      for (const row of rows) found.bases[name].push({ ...row, data: new TextDecoder().decode(row.data) });
    }
    base.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    found.caches[name] = {};
    for (const request of await cache.keys()) {
      const path = new URL(request.url).pathname + new URL(request.url).search;
      found.caches[name][path] = path.startsWith("/static/") ? "" : await (await cache.match(request)).text();
    }
  }
  return found;
}"""


READY = """() => Promise.race([
  navigator.serviceWorker.ready.then(() => true), new Promise((done) => { setTimeout(() => done(false), 5000); })])"""


def worker_ready(page: Page) -> None:
    """Until the worker stands. `ready` alone waits for ever where the registration met the clearing of the site's data:
    the next visit registers it again, as it does for a client."""
    for _time in range(4):
        if page.evaluate(READY):
            return
        page.reload()
    raise AssertionError(f"no worker came to {page.url}")


def at_log(window, client: dict, *, own: bool, log: bool = True) -> Page:
    """The exception log (or the home page) of a client who just signed in and said whose device it is; the worker is ready."""
    window.sign_in(client)
    page = window.page
    page.check(f"input[name=mine][value={'yes' if own else 'no'}]", force=True)
    page.click("main button[type=submit]")
    page.goto("/portal/")
    worker_ready(page)
    page.reload()  # a worker whose storage was just cleared takes a page over from the next visit on
    until(page, "navigator.serviceWorker.controller !== null")
    if log:
        page.goto(page.locator("a", has_text="went a little better").first.get_attribute("href"))
    return page


def until(page: Page, true: str) -> None:
    """Waits at most 10 s for an expression; `wait_for_function` would need eval, which our policy forbids."""
    for _time in range(100):
        if page.evaluate(true):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never came true: {true}")


def box(page: Page):
    return page.locator("form[data-draft] textarea:visible").first


def state(page: Page):
    return page.locator("[data-save-words]")


def stored(page: Page) -> dict:
    """Everything this browser keeps for the site: databases, caches, local and session storage."""
    return page.evaluate(STORED)


def kept_words(page: Page) -> str:
    return json.dumps(stored(page), ensure_ascii=False)


def until_kept(page: Page) -> None:
    """Waits until the worker has the homework page."""
    until(page, "caches.keys().then((names) => names.some((name) => name.startsWith('pages-')))")
    page.wait_for_timeout(300)


def press_send(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Send to")).last.click()


def without_network_noise(window) -> None:
    """What the browser itself logs about requests that could not leave, or were refused on purpose."""
    window.troubles[:] = [words for words in window.troubles if "net::ERR_" not in words and "status of 4" not in words]
