// Drafts on a client's own device, sealed with a key that the server gives to the same person alone.
const KEPT_FOR = 14 * 24 * 3600 * 1000; // ms

const asked = (request) => new Promise((done, fail) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => fail(request.error);
});
const worker = (message) => navigator.serviceWorker?.ready.then(({ active }) => active.postMessage(message));

// Puts answers back into the page, its own marks too.
const fill = (form, pairs) => {
  const given = {};
  for (const [name, value] of pairs) (given[name] ??= []).push(value);
  const names = Object.keys(given);
  for (const add of form.querySelectorAll("[data-rows-add]")) {
    const group = add.closest("[data-rows]");
    const [start] = group.querySelector("template").innerHTML.match(/[^"]*(?=__n__)/);
    const list = group.querySelector("[data-rows-list]");
    for (const name of names) if (name.startsWith(start)) while (list.children.length <= parseInt(name.slice(start.length))) add.click();
  }
  for (const name of names) {
    for (let n = form.querySelectorAll(`[name="${name}"]`).length; n < given[name].length; n++) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name }));
    }
  }
  for (const field of form.elements) {
    const { name, type } = field;
    if (name === "csrf_token" || /submit|button|fieldset/.test(type)) continue;
    if (/checkbox|radio/.test(type)) field.checked = given[name]?.includes(field.value);
    else field.value = given[name]?.shift() ?? "";
  }
  for (const list of form.querySelectorAll("[data-rank]")) {
    const at = (row) => names.indexOf(row.querySelector("input").name);
    list.append(...[...list.children].sort((a, b) => at(a) - at(b)));
    list.dispatchEvent(new Event("refill"));
  }
  document.activeElement.blur();
};

// Unsaved words go to the server as a draft of their own, and what was sent goes out, once,
// by the id it was made with. A cached page, or one whose words could not go, is filled with them.
export const open = async (form, post, untouched) => {
  const { elements: fields, dataset: { person, key, draft, cached } } = form;
  const page = draft.replace("/draft", "");
  const occurrence = fields.occurrence.value;
  const id = () => person + fields.tab.value;
  const mine = (row) => row.page === page && row.occurrence === occurrence;

  const raw = Uint8Array.from(atob(key), (sign) => sign.charCodeAt());
  const seal = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const opened = indexedDB.open("notes");
  opened.onupgradeneeded = () => opened.result.createObjectStore("drafts", { keyPath: "id" });
  const base = await asked(opened);
  const drafts = () => base.transaction("drafts", "readwrite", { durability: "strict" }).objectStore("drafts");
  const drop = (id) => asked(drafts().delete(id));
  navigator.storage?.persist?.();

  // Resolves once on the disk.
  const write = async (state) => {
    const content = JSON.stringify([...new FormData(form)].filter(([name]) => name !== "csrf_token"));
    const row = { ...state, id: id(), person, page, occurrence, at: Date.now(), iv: crypto.getRandomValues(new Uint8Array(12)) };
    row.data = await crypto.subtle.encrypt({ name: "AES-GCM", iv: row.iv }, seal, new TextEncoder().encode(content));
    const table = drafts();
    table.put(row);
    await new Promise((done, fail) => {
      table.transaction.oncomplete = done;
      table.transaction.onabort = fail;
    });
  };
  const rows = [];
  for (const row of await asked(drafts().getAll())) {
    if (row.at < Date.now() - KEPT_FOR) await drop(row.id); // whosever it is
    else if (row.person === person) {
      const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, seal, row.data).catch(() => {});
      if (text) rows.push({ ...row, content: JSON.parse(new TextDecoder().decode(text)) });
    }
  }
  rows.sort((a, b) => b.at - a.at);

  const done = () => {
    worker({ drop: page });
    return drop(id()).catch(() => {});
  };
  const hand = async (row, deed) => {
    const body = new FormData();
    for (const pair of [...row.content, ["csrf_token", fields.csrf_token.value], ["do", deed]]) body.append(...pair);
    body.set("sequence", 9 + Number(body.get("sequence"))); // ahead of a save on its way
    const answer = await post(`${row.page}/${deed}`, body).catch(() => ({}));
    return answer.ok && answer.json();
  };
  let next, filled;
  for (const row of rows) {
    const told = cached === undefined && (row.waiting && await hand(row, "send") || (row.confirmed && !row.waiting ? mine(row) : await hand(row, "draft")));
    if (!told) {
      if (mine(row)) filled ??= row;
      continue;
    }
    await drop(row.id);
    if (told.next) worker({ drop: row.page });
    if (told !== true && mine(row)) next ??= told.next ?? `${page}?${new URLSearchParams({ occurrence, draft: new Map(row.content).get("tab"), unsent: row.waiting })}`;
  }
  if (next && untouched()) location.replace(next);
  else if (filled) fill(form, filled.content);
  const files = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.includes("/static/"));
  if (cached === undefined) worker({ keep: page, occurrence, person, files });
  return { write, done, filled };
};
