/* Gives names, keys and ways to what Django's own admin leaves without: boxes in tables, halves of
   a date, lists that look things up, links that act as buttons, errors far below. It changes no
   form, and without it the forms work as before. */
"use strict";
(() => {
  const words = (element) => (element?.textContent || "").replace(/\s+/g, " ").trim().replace(/:$/, "");
  const isNamed = (control) => control.labels?.length || control.ariaLabel
    || control.hasAttribute("aria-labelledby");
  const controls = "input:not([type='hidden']), select, textarea";

  function name(control, ...parts) {
    const said = parts.filter(Boolean).join(", ");
    if (said && !isNamed(control)) control.setAttribute("aria-label", said);
  }

  /* A box in a table: the head of its column, and which row it is in. */
  function nameCells(root) {
    for (const cell of root.querySelectorAll("td")) {
      const table = cell.closest("table");
      const head = table?.tHead?.rows[0]?.cells[cell.cellIndex];
      const row = cell.parentElement;
      const others = [...row.parentElement.rows].filter((one) => one.matches(".form-row, .has_original"));
      const which = words(row.querySelector("th a, th")) || spoken("row %(number)s", { number: others.indexOf(row) + 1 });
      for (const control of cell.querySelectorAll(controls)) name(control, words(head), which);
    }
  }

  /* Date and time share one label, which belongs to neither. */
  function nameDates(root) {
    for (const control of root.querySelectorAll(".vDateField, .vTimeField")) {
      const label = control.closest(".form-row, .flex-container, fieldset")?.querySelector("label, legend");
      name(control, words(label), control.matches(".vTimeField") ? spoken("time") : spoken("date"));
    }
  }

  function nameLookups(root) {
    for (const box of root.querySelectorAll(".select2-search__field")) {
      const list = box.closest(".select2")?.previousElementSibling;
      const label = words(list?.labels?.[0]) || list?.ariaLabel || words(document.querySelector("h1"));
      name(box, label, spoken("type to look up"));
    }
  }

  function nameAll(root) {
    nameCells(root);
    nameDates(root);
    nameLookups(root);
    for (const sign of root.querySelectorAll(".help-tooltip[aria-label]:not([role])")) sign.setAttribute("role", "img");
    for (const head of root.querySelectorAll("th.original:empty")) {
      head.append(Object.assign(document.createElement("span"), { className: "unseen", textContent: spoken("Saved") }));
    }
  }

  /* What says that it is a button answers to the space bar, too. */
  document.addEventListener("keydown", (event) => {
    const link = event.target.closest?.("a[role='button']");
    if (!link || event.key !== " ") return;
    event.preventDefault();
    link.click();
  });

  /* Django says only that there are errors: here is the way to each. */
  function leadToErrors() {
    const note = document.querySelector("#content form .errornote");
    if (!note) return;
    const items = [...note.closest("form").querySelectorAll(".errorlist")]
      .map((list) => ({ list, control: (list.closest(".form-row, td, .field-box, .flex-container") || list.parentElement)
        .querySelector(controls) }))
      .filter(({ list, control }) => control && !list.matches(".nonfield"));
    if (!items.length) return;
    const links = items.map(({ list, control }) => {
      const link = Object.assign(document.createElement("a"), { href: `#${control.id}` });
      link.textContent = [words(control.labels?.[0]) || control.ariaLabel, words(list)].filter(Boolean).join(": ");
      link.addEventListener("click", (event) => {
        event.preventDefault();
        control.focus();
      });
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    const all = Object.assign(document.createElement("ul"), { className: "error-ways" });
    all.append(...links);
    note.after(all);
  }

  addEventListener("load", () => {
    const content = document.getElementById("content");
    if (!content) return;
    nameAll(content);
    leadToErrors();
    /* Rows come by hand, and Django makes its lists at a time of their own. */
    let isWaiting = false;
    new MutationObserver(() => {
      if (isWaiting) return;
      isWaiting = true;
      queueMicrotask(() => { isWaiting = false; nameAll(content); });
    }).observe(content, { childList: true, subtree: true });
    document.addEventListener("formset:removed", () => {
      for (const control of content.querySelectorAll(`td [aria-label*=', ${spoken("row %(number)s", { number: "" })}']`)) control.removeAttribute("aria-label");
      nameAll(content);
    });
  });
})();
