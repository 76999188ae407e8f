// "Leave quickly": blanks the page first, then signs out behind the scenes, then goes to a neutral page that takes
// this one's place in the history. Shift three times does the same; Escape would stop a page from loading.
const form = document.querySelector("form[data-leave]");

const leave = () => {
  document.documentElement.hidden = true;
  document.title = "";
  fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" }).catch(() => {});
  // Without a network a foreign page would show an error; an empty one says nothing.
  location.replace(navigator.onLine && form.dataset.leave ? form.dataset.leave : "about:blank");
};

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });
  let pressed = [];
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift") pressed = [];
    else if (!event.repeat) pressed = [...pressed.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
    if (pressed.length === 3) leave();
  });
  // Going back may bring the page out of the browser's memory; ask the server instead.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}
