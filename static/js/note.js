// Keeps the note's draft on the server while it is being written; every form works without this file.
const form = document.querySelector("[data-note]");
const LATEST = 3000; // ms from the first unsaved key to the save
const EVERY = 60_000; // ms between versions for the history
const AGAIN = 5000; // after no answer

const begin = () => {
  const { dataset: told, elements: fields } = form;
  const find = (name) => document.querySelector(`[data-${name}]`);
  const state = find("saved"), trouble = find("trouble");
  let edit = 0, kept = 0, timer, running, leaving, caret, version = Date.now();

  const say = (words, fine) => {
    if (state.textContent !== words) state.textContent = words;
    find("kept").hidden = !fine;
    find("unkept").hidden = fine;
  };
  const explain = (words, door) => {
    trouble.hidden = !words;
    find("trouble-words").textContent = words || "";
    find("door").hidden = !door;
  };
  const mark = (names = []) => {
    for (const field of form.querySelectorAll("textarea")) field.toggleAttribute("aria-invalid", names.includes(field.name));
  };
  const post = (body, last) => fetch(told.note, {
    method: "POST", body, keepalive: last, redirect: "error", headers: { Accept: "application/json" },
    signal: AbortSignal.timeout?.(15_000),
  });

  // One save at a time. Resolves to the status, 0 without an answer.
  const once = async (keep, last, retried) => {
    const now = edit, body = new URLSearchParams(new FormData(form));
    body.delete("passphrase");
    if (keep) body.set("keep", "1");
    clearTimeout(timer);
    timer = null;
    say(told.saving, false);
    const answer = await post(body, last).catch(() => null);
    const words = await answer?.json().catch(() => null);
    if (answer?.ok && words) {
      fields.version.value = words.version;
      fields.private_version.value = words.private_version;
      kept = Math.max(kept, now);
      if (keep) version = Date.now();
      mark();
      explain("");
      say(kept === edit ? words.saved : told.unsaved, kept === edit);
      if (kept !== edit) soon();
      return 200;
    }
    if (answer?.status === 401 && words?.csrf && !retried) {
      // Signed in again in another tab: the page's token is an old one.
      for (const field of document.getElementsByName("csrf_token")) field.value = words.csrf;
      return once(keep, last, true);
    }
    say(told.unsaved, false);
    if (answer?.status === 422) mark(words?.fields);
    explain({ 401: told.ended, 404: told.gone }[answer?.status] || words?.message || told.offline, answer?.status === 401);
    if (!answer || answer.status === 401 || answer.status >= 500) soon(AGAIN);
    return answer?.status || 0;
  };
  const save = (keep, last) => {
    const wish = keep || Date.now() - version > EVERY;
    running = (running || Promise.resolve()).then(() => kept === edit && !keep ? 200 : once(wish, last));
    return running;
  };
  const soon = (wait = LATEST) => { timer ??= setTimeout(() => { timer = null; save(); }, wait); };

  document.addEventListener("input", ({ target }) => {
    if (target.form !== form || target.name === "passphrase") return;
    edit++;
    say(told.unsaved, false);
    soon();
  });
  // What was typed before this listened.
  for (const one of form.querySelectorAll("textarea, input:not([type=hidden])")) {
    if (one.value !== one.defaultValue || one.checked !== one.defaultChecked) one.dispatchEvent(new Event("input", { bubbles: true }));
  }
  // Leaving a field makes a version once a minute; going away keeps what is there.
  form.addEventListener("focusout", ({ target }) => {
    if (target.matches("textarea")) caret = target;
    if (kept !== edit && Date.now() - version > EVERY) save(true);
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden && kept !== edit) save(true, true); });
  addEventListener("online", () => { if (kept !== edit) save(); });
  addEventListener("focus", () => { if (kept !== edit && !trouble.hidden) save(); });
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("beforeunload", (event) => { if (kept !== edit && !leaving) event.preventDefault(); });

  // A press goes on only when the words are safe, or when the server has a page that shows them all.
  form.addEventListener("submit", async (event) => {
    // Nothing to save: the press goes through as it is (a form asked to submit from its own submit event does nothing).
    if (leaving || kept === edit) return;
    event.preventDefault();
    const button = event.submitter;
    clearTimeout(timer);
    timer = null;
    const status = await save();
    if (status === 0 || status === 401 || status >= 500) return;
    leaving = true;
    form.requestSubmit(button);
  });
  // Enter at the passphrase signs; the form's first button only keeps.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.name !== "passphrase") return;
    event.preventDefault();
    form.querySelector("[data-sign]").click();
  });

  for (const button of document.querySelectorAll("[data-put-in]")) button.hidden = false;
  form.addEventListener("click", ({ target }) => {
    const words = target.closest("[data-put-in]")?.closest("li").querySelector("[data-own-words]").textContent;
    const field = words && (caret || form.querySelector(".card textarea"));
    if (!field) return;
    field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
};

if (form) begin();
