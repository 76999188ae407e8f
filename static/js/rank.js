// Puts a list in order. Without this file each button is a submit that does the same.
const AT_END = "aria-disabled";

const number = (list) => {
  const rows = [...list.children];
  rows.forEach((row, index) => {
    row.querySelector(".place").textContent = index + 1;
    for (const button of row.querySelectorAll("[data-move]")) {
      button.setAttribute(AT_END, button.dataset.move === "up" ? index === 0 : index === rows.length - 1);
    }
  });
};

const say = (list, row) => {
  const words = list.dataset.now
    .replace("{title}", row.querySelector(".what").textContent.trim())
    .replace("{place}", [...list.children].indexOf(row) + 1)
    .replace("{total}", list.children.length);
  list.parentElement.querySelector("[data-rank-status]").textContent = words;
};

for (const list of document.querySelectorAll("[data-rank]")) {
  list.addEventListener("refill", () => number(list));
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (button) event.preventDefault();
    if (!button || button.getAttribute(AT_END) === "true") return;
    const row = button.closest("li");
    if (button.dataset.move === "up") row.previousElementSibling.before(row);
    else row.nextElementSibling.after(row);
    number(list);
    say(list, row);
    button.focus(); // moving a row drops the focus
    list.dispatchEvent(new Event("input", { bubbles: true })); // drafts listen for input
  });
}
