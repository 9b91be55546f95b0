/* Keeps what is typed into the desk's forms in this browser until it is saved, and offers it again
   after a closed tab or a crash. Each opened page keeps its own copy, so that two tabs on one
   article never write over each other. Copies go by the signed-in person and the address, hold no
   passwords or files, and are gone after two weeks. Without storage the form works as before. */
"use strict";
(() => {
  const PERSON = document.currentScript.dataset.person;
  const MARK = "legwise-typed:";
  const SENT = "legwise-sent";
  const OLDEST = 14 * 24 * 60 * 60 * 1000;
  const MOST_COPIES = 40;
  const MOST_CHARACTERS = 1_000_000;
  const A_MOMENT = 400;

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const button = (words, act) => {
    const made = make("button", { type: "button", className: "button", textContent: words });
    made.addEventListener("click", act);
    return made;
  };
  /* Storage that is full, blocked or absent throws; then there is nothing to read. */
  const attempt = (act, otherwise = null) => {
    try { return act(); } catch { return otherwise; }
  };
  const language = document.documentElement.lang || "en-gb";
  const dayOf = (at) => new Date(at).toLocaleDateString(language, { day: "numeric", month: "long" });
  const hourOf = (at) => new Date(at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });

  function hashOf(state) {
    let hash = 0x811c9dc5;
    for (const letter of JSON.stringify(Object.entries(state).sort())) {
      hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
    }
    return hash >>> 0;
  }

  /* -- copies in this browser ------------------------------------------------------------- */

  const understood = (text) => {
    const copy = attempt(() => JSON.parse(text));
    return copy && typeof copy.at === "number" && copy.fields instanceof Object ? copy : null;
  };

  /* Every copy of ours, oldest first; what is too old or not to be read goes. */
  function copies() {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(MARK));
    const found = keys.map((key) => ({ key, copy: understood(localStorage.getItem(key)) }));
    const isGood = ({ copy }) => copy && Date.now() - copy.at < OLDEST;
    for (const { key } of found.filter((one) => !isGood(one))) localStorage.removeItem(key);
    return found.filter(isGood).sort((one, other) => one.copy.at - other.copy.at);
  }

  function write(key, copy) {
    const text = JSON.stringify(copy);
    if (text.length > MOST_CHARACTERS) return false;
    return attempt(() => {
      const others = copies().filter((one) => one.key !== key);
      for (const { key: old } of others.slice(0, Math.max(0, others.length + 1 - MOST_COPIES))) {
        localStorage.removeItem(old);
      }
      localStorage.setItem(key, text);
      return true;
    }, false);
  }

  const forget = (key) => attempt(() => localStorage.removeItem(key));

  /* -- which forms ------------------------------------------------------------------------ */

  const TEXT = "textarea, input[type='text'], input[type='url'], input[type='email'], input[type='number']";
  const isKept = (form) => form.method === "post" && form.id !== "changelist-form"
    && !("carries" in form.dataset) && form.querySelector(TEXT)
    && !form.querySelector("input[type='password']");

  function addressOf(form, place) {
    const query = new URLSearchParams(location.search);
    for (const name of ["_changelist_filters", "_popup", "_to_field"]) query.delete(name);
    const where = `${location.pathname}?${query}#${form.id || place}`;
    return `${MARK}${PERSON}:${encodeURIComponent(where)}:`;
  }

  const ofThisPage = () => [...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join("");
  const wasRefused = () => document.querySelector(".errornote, .errorlist, .conflict") !== null;

  /* Which copy the last page of this tab sent to be saved. Once it was, the copy goes. */
  function settle() {
    const sent = attempt(() => sessionStorage.getItem(SENT));
    const isSaved = "saved" in document.body.dataset
      || (!wasRefused() && document.querySelector(".messagelist :is(.success, .info)"));
    if (sent && isSaved) {
      forget(sent);
      attempt(() => sessionStorage.removeItem(SENT));
      return "";
    }
    return sent || "";
  }

  function remember(key) {
    attempt(() => (key ? sessionStorage.setItem(SENT, key) : sessionStorage.removeItem(SENT)));
  }

  /* Saving takes spaces off the ends of a text. */
  const trimmed = (value) => (typeof value === "string" ? value.trim() : value);
  const isSame = (one, other) => FormState.same(trimmed(one), trimmed(other));

  /* -- one form --------------------------------------------------------------------------- */

  function watch(form, place, sent) {
    const address = addressOf(form, place);
    const served = FormState.served(form);
    const status = make("p", { className: "kept-status" });
    status.setAttribute("role", "status");
    const area = make("div", { className: "kept-area" }, status);
    const since = make("p", { className: "kept-since" });
    form.before(area);
    ([...form.querySelectorAll(".submit-row")].pop() || form).before(since);

    /* A refused save comes back with what was typed in the form, unless the editor asked for a
       colleague's text instead: then what was typed is offered again. */
    const isTypedInForm = wasRefused() && !document.querySelector(".typed-mine");
    const mine = sent.startsWith(address) && isTypedInForm ? sent : "";
    const began = mine && attempt(() => understood(localStorage.getItem(mine)));
    const own = mine || `${address}${ofThisPage()}`;
    const base = { ...served };
    if (began) for (const [key, { was }] of Object.entries(began.fields)) base[key] = was;
    const opened = began ? began.base : hashOf(served);
    let last = "";
    let waiting;
    let hasWarned = false;

    const warn = () => {
      since.textContent = "";
      if (hasWarned) return;
      hasWarned = true;
      status.textContent = spoken("What you type is not kept in this browser: its storage is full or blocked, or the text is very long. The form works as always: save it often.");
    };

    function keep() {
      clearTimeout(waiting);
      const fields = FormState.changed(form, base);
      const text = JSON.stringify(fields);
      if (text === last) return true;
      last = text;
      if (text === "{}") {
        forget(own);
        since.textContent = "";
        return true;
      }
      const at = Date.now();
      const isWritten = write(own, { at, base: opened, opened: form.elements.opened?.value, fields });
      if (isWritten) since.textContent = spoken("Not saved yet. Kept in this browser at %(hour)s.", { hour: hourOf(at) });
      else warn();
      return isWritten;
    }
    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(keep, A_MOMENT);
    };

    let isTouched = Boolean(began);
    const touch = () => { isTouched = true; soon(); };
    for (const event of ["input", "change", "click", "keyup"]) form.addEventListener(event, touch);
    for (const event of ["formset:added", "formset:removed"]) document.addEventListener(event, touch);
    addEventListener("pagehide", () => { if (isTouched) keep(); });
    document.addEventListener("visibilitychange", () => { if (isTouched) keep(); });
    /* Choosing in a list that looks things up adds an option and says nothing to others. */
    new MutationObserver(() => { if (isTouched) soon(); }).observe(form, { childList: true, subtree: true });
    form.addEventListener("submit", () => { keep(); remember(own); });

    const kept = attempt(() => copies().filter(({ key }) => key.startsWith(address) && key !== own), []);
    for (const { key, copy } of kept) {
      const isSaved = Object.entries(copy.fields).every(([name, { is }]) => isSame(served[name], is));
      if (isSaved && !wasRefused()) forget(key);
      else area.append(offer(form, { key, copy, isOlder: copy.base !== opened, keep, own }));
    }
    if (!attempt(() => { localStorage.setItem(`${MARK}?`, "1"); localStorage.removeItem(`${MARK}?`); return true; })) warn();
  }

  /* -- the notice ------------------------------------------------------------------------- */

  function offer(form, { key, copy, isOlder, keep, own }) {
    const heading = make("h2", {
      textContent: spoken("You typed something here on %(day)s at %(hour)s that was not saved.",
        { day: dayOf(copy.at), hour: hourOf(copy.at) }),
    });
    const older = make("p", {
      textContent: spoken("This was changed since you began, by a colleague maybe. Show both before you put yours back."),
    });
    const said = make("p");
    said.setAttribute("role", "status");
    const row = make("div", { className: "kept-buttons" });
    const sides = make("div", { hidden: true, className: "kept-sides" });
    const notice = make("section", { className: "kept" }, heading, ...(isOlder ? [older] : []), said, row, sides);
    notice.setAttribute("aria-label", spoken("Kept in this browser"));

    const show = button(spoken("Show it"), () => reveal(sides.hidden));
    function reveal(isShown) {
      sides.replaceChildren(...(isShown ? compared(form, copy) : []));
      sides.hidden = !isShown;
      show.setAttribute("aria-expanded", String(isShown));
      show.textContent = isShown ? spoken("Hide it") : spoken("Show it");
    }
    show.setAttribute("aria-expanded", "false");

    const ask = (words = "") => {
      said.textContent = words;
      row.replaceChildren(button(spoken("Put it back"), back), show, button(spoken("Throw it away"), away));
    };
    const undoable = (words, undo) => {
      said.textContent = words;
      const undoing = button(spoken("Undo"), () => { undo(); ask(spoken("Undone.")); row.firstChild.focus(); });
      row.replaceChildren(undoing, show);
      undoing.focus();
    };

    /* The mark of what the form was opened with: with the old one, saving compares both again. */
    const mark = (value) => {
      if (form.elements.opened && value !== undefined) form.elements.opened.value = value;
    };

    function back() {
      const before = FormState.current(form);
      const opened = form.elements.opened?.value;
      mark(copy.opened);
      const gone = FormState.put(form, copy.fields);
      if (keep() && key !== own && !gone.length) forget(key);
      if (gone.length) reveal(true);
      const lost = gone.map((name) => FormState.labelOf(form, name)).join(", ");
      undoable(gone.length
        ? spoken("Put back, all but this, which has no place in the form any more: %(lost)s. Copy it from below.", { lost })
        : spoken("Put back. It is not saved yet: look it over, then save."), () => {
        mark(opened);
        const empty = ({ is }) => (Array.isArray(is) ? [] : "");
        FormState.put(form, Object.fromEntries(Object.entries(copy.fields).map(([name, field]) => (
          [name, { ...field, is: before[name] ?? empty(field) }]))));
        write(key, copy);
        keep();
      });
    }

    function away() {
      forget(key);
      undoable(spoken("Thrown away."), () => write(key, copy));
    }

    ask();
    return notice;
  }

  /* Each field twice, side by side; read-only boxes can be copied from with any keyboard. */
  function compared(form, copy) {
    const now = FormState.current(form);
    const words = (value, names) => (Array.isArray(value)
      ? value.map((one) => names[one] || one).join("\n") : value ?? "");
    const linesOf = (text) => text.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / 55), 0);
    const box = (label, text) => make("label", {}, label, make("textarea", {
      readOnly: true, value: text, rows: Math.min(14, Math.max(2, linesOf(text))),
    }));
    return Object.entries(copy.fields).map(([key, { was, is, called }]) => {
      const names = { ...called, ...FormState.called(form, key, now[key]) };
      const isChanged = key in now && !FormState.same(now[key], was) && !FormState.same(now[key], is);
      return make("fieldset", {}, make("legend", { textContent: FormState.labelOf(form, key) }),
        ...(isChanged ? [make("p", { textContent: spoken("Changed in the form since you began.") })] : []),
        box(spoken("In the form now"), words(now[key], names)), box(spoken("What you typed"), words(is, names)));
    });
  }

  /* -- begin ------------------------------------------------------------------------------ */

  const sent = settle();
  if (!PERSON) return;
  const forms = [...document.querySelectorAll("#content form")].filter(isKept);
  /* Any other form that is sent has nothing to do with the copy sent before; signing in has. */
  document.addEventListener("submit", ({ target }) => {
    if (!forms.includes(target) && !("carries" in target.dataset)) remember("");
  });
  forms.forEach((form, place) => watch(form, place, sent));
})();
