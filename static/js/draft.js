// Keeps what is typed. The words beside it never say more than has been answered.
const form = document.querySelector("form[data-draft]");
const EVERY = 3000; // ms from the first key to the save
const HERE = 500; // and on the phone
const AGAIN = 5000; // after no answer

const post = (url, body, headers, keepalive) => fetch(url, {
  method: "POST", body, keepalive, redirect: "error", signal: AbortSignal.timeout?.(10000), headers: { Accept: "application/json", ...headers },
});

// For the person of this page alone. Resolves to a csrf token or nothing.
const signIn = async ({ signIn: door, person }) => {
  const dialog = document.querySelector("dialog[data-again]");
  const own = dialog.querySelector("form");
  const note = dialog.querySelector("[role=alert]");
  const at = document.activeElement;
  let csrf;
  const attempt = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(door)).text(), "text/html");
    const body = new FormData(own);
    body.set("csrf_token", page.querySelector("[name=csrf_token]").value);
    body.set("person", person);
    const answer = await post(door, body);
    if (answer.status === 409) {
      document.documentElement.hidden = true;
      dispatchEvent(new CustomEvent("leaving", { detail: [] }));
      location.replace(door);
    }
    const told = await answer.json();
    csrf = told.csrf;
    if (csrf) dialog.close();
    else note.textContent = told.message;
  };
  own.onsubmit = (event) => {
    event.preventDefault();
    attempt().catch(() => { note.textContent = dialog.dataset.away; });
  };
  dialog.querySelector("[type=button]").onclick = () => dialog.close();
  dialog.showModal();
  await new Promise((done) => { dialog.onclose = done; });
  own.reset();
  note.textContent = "";
  at.blur(); // focus given back by a dialog has no caret
  at.focus();
  return csrf;
};

const begin = async () => {
  const { dataset: told, elements: fields } = form;
  const said = document.querySelector("[data-save-words]");
  let edit = 0, kept = 0, here = 0, sent; // changes: made, saved, on this phone, on their way
  let timer, timerHere, asking, phone, failed, leaving, waiting;
  let signedIn = true, quiet, typed = 0, chain = Promise.resolve(), acts = chain;

  const show = () => {
    const safe = kept === edit || phone && here === edit;
    const words = told[waiting ? "waiting" : kept === edit ? "saved" : safe ? "savedHere" : sent === edit ? "saving" : "notSaved"];
    if (said.textContent !== words) said.textContent = words;
    said.closest(".saved")?.classList.toggle("off", waiting || !safe);
  };
  const explain = (name) => {
    for (const note of form.querySelectorAll("[data-note]")) note.hidden = note.dataset.note !== name;
  };

  // Signed out: by the token that can only write.
  const keep = async (last) => {
    const body = new URLSearchParams(new FormData(form));
    let answer = signedIn && await post(told.draft, body, {}, last);
    if (answer.status === 401) signedIn = false;
    if (!answer || answer.status < 500 && answer.status >= 400) {
      answer = await post(told.append, body, { "X-Draft-Token": told.token }, last);
    }
    if (!answer.ok) throw answer;
    return answer.json();
  };
  const once = async (last) => { // true: saved
    if (kept === edit) return true;
    clearTimeout(timer);
    timer = null;
    const now = sent = edit;
    write(); // the phone is never behind
    fields.sequence.value++; // a late one never replaces a newer one
    show();
    try {
      const answer = await keep(last);
      if (answer.sequence > fields.sequence.value) {
        // A cached page behind its draft: these words get another.
        for (const field of [fields.tab, fields.made]) field.value = crypto.randomUUID().replaceAll("-", "");
      } else kept = Math.max(kept, now);
      if (answer.other) explain("other");
      failed = false;
    } catch {
      failed = true;
    }
    sent = null;
    if (kept === edit) write();
    else if (!leaving && !waiting) soon(failed ? AGAIN : EVERY);
    show();
    if (!signedIn && !last && !quiet) ask();
    return kept === edit;
  };
  const save = () => chain = chain.then(() => once());
  const soon = (wait) => { timer ??= setTimeout(() => { timer = null; again(); }, wait); };
  const again = () => waiting ? act(form.querySelector("[value=send]")) : save();

  const write = async () => {
    clearTimeout(timerHere);
    timerHere = null;
    const now = edit;
    await phone?.write({ confirmed: kept === now, waiting }).then(() => { here = Math.max(here, now); }, () => {});
    show();
  };
  // Keys typed on would land in the window.
  const pause = async () => { while (Date.now() - typed < 1500) await new Promise((done) => setTimeout(done, 300)); };
  const ask = () => asking ??= pause().then(() => signIn(told)).then((csrf) => {
    quiet = !csrf;
    if (quiet) return false;
    for (const field of document.getElementsByName("csrf_token")) field.value = csrf;
    return signedIn = true;
  }).finally(() => { asking = null; });

  const send = async (button) => {
    await chain;
    fields.sequence.value++;
    const body = new FormData(form);
    body.append(button.name, button.value);
    const answer = await post(form.action, body).catch(() => null);
    if (answer?.status === 401 && await ask()) return send(button);
    if (answer?.ok) {
      leaving = true;
      await phone?.done();
      return location.assign((await answer.json()).next);
    }
    if (answer && answer.status < 500 && answer.status !== 401) return go(button);
    edit++; // "Saved" did not speak of sending
    waiting = Boolean(phone);
    await write();
    if (here !== edit) waiting = false;
    if (!waiting) explain("cannot");
    failed = true;
    show();
    soon(AGAIN);
  };
  const go = (button) => {
    leaving = true;
    setTimeout(() => form.requestSubmit(button)); // not within its own submit event, where it would do nothing
  };
  const act = (button) => acts = acts.then(async () => {
    if (leaving) return;
    explain();
    if (button.value === "send") await send(button);
    else if (await save()) go(button);
    else explain("cannot");
  });

  form.addEventListener("input", () => {
    edit++;
    typed = Date.now();
    waiting = false; // never in the middle of a sentence
    show();
    soon(EVERY);
    if (phone) timerHere ??= setTimeout(write, HERE);
  });
  // Typed before this listened?
  for (const one of form.querySelectorAll("input, textarea")) {
    if (one.value !== one.defaultValue || one.checked !== one.defaultChecked) form.dispatchEvent(new Event("input"));
  }
  form.addEventListener("submit", (event) => {
    if (leaving) return;
    event.preventDefault();
    act(event.submitter);
  });
  const hurry = () => leaving || kept === edit || Promise.allSettled([waiting ? write() : once(true)]);
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("pagehide", hurry);
  addEventListener("online", again);
  document.addEventListener("visibilitychange", () => { if (document.hidden) hurry(); });
  addEventListener("leaving", ({ detail }) => {
    detail.push(hurry());
    leaving = true;
  });
  addEventListener("beforeunload", (event) => { if (failed && !leaving && kept !== edit && here !== edit) event.preventDefault(); });

  if (!told.own) return;
  const part = import(document.querySelector("script[data-phone]").dataset.phone);
  phone = await part.then(({ open }) => open(form, post, () => !edit)).catch(() => null);
  if (phone?.filled) {
    here = ++edit;
    if (phone.filled.confirmed) kept = edit;
    waiting = phone.filled.waiting;
    show();
    again();
  }
};

if (form) begin();
