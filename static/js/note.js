// Keeps the note's draft on the server while it is being written; every form works without this file.
const form = document.querySelector("[data-note]");
const state = document.querySelector("[data-saved]");
let waiting, sending = false, again = false;

const say = (words) => { state.textContent = words; };

async function save() {
  if (sending) { again = true; return; }
  sending = true;
  say(form.dataset.saving);
  try {
    const answer = await fetch(form.dataset.note, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (answer.ok) {
      form.elements.version.value = told.version;
      form.elements.private_version.value = told.private_version;
      say(told.saved);
    } else {
      say(`${form.dataset.unsaved}. ${told.message || ""}`);
    }
  } catch {
    say(form.dataset.unsaved);
    waiting = setTimeout(save, 5000);
  }
  sending = false;
  if (again) { again = false; save(); }
}

form.addEventListener("input", () => { clearTimeout(waiting); say(form.dataset.unsaved); waiting = setTimeout(save, 1500); });
form.addEventListener("submit", () => clearTimeout(waiting));
