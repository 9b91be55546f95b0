/* What a form of the desk holds, as a plain object: as it was served, as it is now, and how to
   put a state back. A row of an inline table goes by its own number, not by its place: a
   colleague's new row must not take the words of another. Passwords, files and hidden fields are
   never read. */
"use strict";
window.FormState = (() => {
  const UNREAD = ["password", "file", "hidden", "submit", "button", "reset", "image"];
  const PLACE = /^(.+)-(\d+)-(.+)$/;
  const KEY = /^(.+)\[(\+?)(\d+)\]\.(.+)$/;

  const isHalfOfADoubleList = (control) => control.matches("select[id$='_from']");
  const isRead = (control) => Boolean(control.name) && !UNREAD.includes(control.type)
    && !control.name.includes("__prefix__") && !isHalfOfADoubleList(control)
    && !control.closest("[data-not-kept]") && control.name !== "over";

  const named = (form, name) => form.querySelector(`[name="${CSS.escape(name)}"]`);
  const rowKey = (form, prefix, place) => named(form, `${prefix}-${place}-id`)?.value || "";
  const count = (form, prefix) => Number(named(form, `${prefix}-TOTAL_FORMS`)?.value || 0);

  /* The places of rows that are not saved yet, in order. */
  function newRows(form, prefix) {
    const places = [...Array(count(form, prefix)).keys()];
    return places.filter((place) => !rowKey(form, prefix, place));
  }

  /* `questions-2-answer` -> `questions[17].answer`, or `questions[+0].answer` in a new row. */
  function keyOf(control) {
    const { form, name } = control;
    const [, prefix, place, field] = PLACE.exec(name) || [];
    if (!prefix || !named(form, `${prefix}-TOTAL_FORMS`)) return name;
    const key = rowKey(form, prefix, place);
    return `${prefix}[${key || `+${newRows(form, prefix).indexOf(Number(place))}`}].${field}`;
  }

  function addRow(form, prefix) {
    const group = document.getElementById(`${prefix}-group`);
    group?.querySelector(".add-row a, .add-row button")?.click();
  }

  /* The name a key has in the form now; rows that were new are made again. Empty: its row is gone. */
  function nameOf(form, key) {
    const [, prefix, isNew, number, field] = KEY.exec(key) || [];
    if (!prefix) return key;
    if (!isNew) {
      const places = [...Array(count(form, prefix)).keys()];
      const place = places.find((one) => rowKey(form, prefix, one) === number);
      return place === undefined ? "" : `${prefix}-${place}-${field}`;
    }
    while (newRows(form, prefix).length <= Number(number)) {
      const before = count(form, prefix);
      addRow(form, prefix);
      if (count(form, prefix) === before) return "";
    }
    return `${prefix}-${newRows(form, prefix)[Number(number)]}-${field}`;
  }

  const isDoubleList = (control) => control.matches("select.filtered[id$='_to']");

  function chosen(control, isServed) {
    const options = [...control.options];
    if (isDoubleList(control)) return options;
    const picked = options.filter((one) => (isServed ? one.defaultSelected : one.selected));
    return picked.length || control.multiple ? picked : options.slice(0, 1);
  }

  /* One control's part of its field: text, or a list of what is chosen. */
  function valueOf(control, isServed) {
    if (control.options) return chosen(control, isServed).map((option) => option.value).sort();
    if (control.type === "checkbox" || control.type === "radio") {
      return (isServed ? control.defaultChecked : control.checked) ? [control.value] : [];
    }
    return isServed ? control.defaultValue : control.value;
  }

  function read(form, isServed) {
    const state = {};
    for (const control of [...form.elements].filter(isRead)) {
      const key = keyOf(control);
      const value = valueOf(control, isServed);
      state[key] = Array.isArray(state[key]) ? [...state[key], ...value].sort() : value;
    }
    return state;
  }

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  /* Fields that differ from `base`: what each was and is, and what its choices are called. */
  function changed(form, base) {
    const fields = {};
    const now = read(form, false);
    const untouched = read(form, true);
    for (const [key, is] of Object.entries(now)) {
      const was = key in base ? base[key] : untouched[key];
      if (!same(was, is)) fields[key] = { was, is, called: called(form, key, is) };
    }
    return fields;
  }

  const controlsOf = (form, name) => [...form.elements].filter((one) => one.name === name && isRead(one));
  const here = (form, key) => [...form.elements].find((one) => isRead(one) && keyOf(one) === key);

  function called(form, key, value) {
    const control = here(form, key);
    if (!control?.options || !Array.isArray(value)) return {};
    const options = [...control.options].filter((option) => value.includes(option.value));
    return Object.fromEntries(options.map((option) => [option.value, option.text.trim()]));
  }

  /* The double list's own ways, so that it can be used on afterwards. */
  function chooseInDoubleList(list, values) {
    const [from, to] = [list.id.replace(/_to$/, "_from"), list.id];
    const mark = (id, isMarked) => {
      window.SelectBox.filter(id, "");
      for (const option of document.getElementById(id).options) option.selected = isMarked(option);
    };
    mark(to, (option) => !values.includes(option.value));
    window.SelectBox.move(to, from);
    mark(from, (option) => values.includes(option.value));
    window.SelectBox.move(from, to);
    window.SelectFilter.refresh_icons(list.id.replace(/_to$/, ""));
  }

  function choose(list, values, names) {
    if (isDoubleList(list)) {
      chooseInDoubleList(list, values);
      return;
    }
    const there = [...list.options].map((option) => option.value);
    for (const value of values.filter((one) => !there.includes(one) && names[one])) {
      list.add(new Option(names[value], value));
    }
    for (const option of list.options) option.selected = values.includes(option.value);
  }

  function fill(control, value, names) {
    if (control.options) choose(control, value, names);
    else if (Array.isArray(value)) control.checked = value.includes(control.value);
    else control.value = value;
    for (const event of ["input", "change"]) {
      control.dispatchEvent(new Event(event, { bubbles: true }));
    }
  }

  /* Puts fields back; answers with the keys whose place is gone. */
  function put(form, fields) {
    return Object.entries(fields).filter(([key, { is, called: names = {} }]) => {
      const name = nameOf(form, key);
      const controls = name ? controlsOf(form, name) : [];
      for (const control of controls) fill(control, is, names);
      return !controls.length;
    }).map(([key]) => key);
  }

  /* A field's name as the form says it. */
  function labelOf(form, key) {
    const [, prefix, isNew, number, field] = KEY.exec(key) || [];
    const control = here(form, key);
    const said = control?.labels?.[0]?.textContent || control?.getAttribute("aria-label")
      || (field || key).replaceAll("_", " ");
    const words = said.trim().replace(/:$/, "");
    const row = isNew ? `new, ${Number(number) + 1}` : number;
    const label = prefix ? `${prefix.replaceAll("_", " ")} (${row}): ${words}` : words;
    return label.charAt(0).toUpperCase() + label.slice(1);
  }

  return { changed, labelOf, put, same,
    served: (form) => read(form, true), current: (form) => read(form, false), called };
})();
