// Rows to add and remove; __n__ in the <template> is their number. Without this file the buttons submit the form.
for (const group of document.querySelectorAll("[data-rows]")) {
  const list = group.querySelector("[data-rows-list]");
  const template = group.querySelector("template");
  let next = list.children.length;

  group.addEventListener("click", (event) => {
    if (event.target.closest("[data-rows-add]") && template) {
      event.preventDefault();
      const holder = document.createElement("template");
      holder.innerHTML = template.innerHTML.replaceAll("__n__", String(next++));
      list.append(holder.content);
      list.lastElementChild.querySelector("input:not([type=hidden]), textarea, select")?.focus();
    }
    const remove = event.target.closest("[data-rows-remove]");
    if (remove) {
      event.preventDefault();
      const row = remove.closest("[data-rows-list] > *");
      (row.nextElementSibling ?? row.previousElementSibling ?? group)
        .querySelector("input:not([type=hidden]), textarea, select, button")?.focus();
      row.remove();
      group.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
}
