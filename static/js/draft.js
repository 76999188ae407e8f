// Keeps what is typed, on the server, within five seconds. The page counts its own requests, so that one that comes
// late never takes the place of a newer one. Without this file "Keep for later" does the same.
const form = document.querySelector("form[data-draft]");

if (form) {
  const PAUSE = 1500; // after the last key
  const LONGEST = 4500; // while somebody goes on typing
  const AGAIN = 5000; // after a save that did not arrive
  const said = document.querySelector("[data-save-words]");
  const sequence = form.elements.sequence;
  let timer, first, running = false, changed = false, leaving = false;

  const say = (state) => {
    const words = form.dataset[state];
    if (said && said.textContent !== words) said.textContent = words;
    said?.closest(".saved")?.classList.toggle("off", state === "notSaved");
  };

  const plan = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  const save = async (last = false) => {
    clearTimeout(timer);
    if (!changed || (running && !last) || leaving) return;
    running = true;
    changed = false;
    first = undefined;
    sequence.value = Number(sequence.value) + 1;
    if (!last) say("saving");
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json", "X-CSRFToken": form.elements.csrf_token.value },
        redirect: "error",
        keepalive: last,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      say(changed ? "notSaved" : "saved");
      if (changed) plan(PAUSE);
    } catch {
      changed = true;
      say("notSaved");
      plan(AGAIN);
    } finally {
      running = false;
    }
  };

  form.addEventListener("input", () => {
    changed = true;
    first ??= Date.now();
    say("notSaved");
    if (!running) plan(Math.max(0, Math.min(PAUSE, first + LONGEST - Date.now())));
  });
  form.addEventListener("submit", () => { leaving = true; clearTimeout(timer); });
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("online", () => save());
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(true); });
}
