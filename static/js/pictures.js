/* The picture dialog of the editor: choose, drop or paste a picture, say what it shows and who
   made it, or take one we have. Without it the link under the text box leads to a page that does
   the same. It gives editor.js one function, `legwisePictures.add`. */
"use strict";
(() => {
  const WORDS = {
    alternative_text: {
      kind: "textarea",
      label: spoken("What it shows"),
      hint: spoken("Say it to someone who can’t see it: “A person leans on a wall and stretches the left calf.”"),
      properties: { rows: 3, maxLength: 250 },
    },
    credit: {
      kind: "input",
      label: spoken("Who made it, and the licence"),
      hint: spoken("Readers see it under the picture: “Legwise editors”, or “Wellcome Collection, CC BY 4.0”."),
      properties: { type: "text", maxLength: 200 },
    },
    caption: {
      kind: "input",
      label: spoken("Caption (if you like)"),
      hint: spoken("Words for everyone under the picture: “Keep the back heel on the floor.”"),
      properties: { type: "text", maxLength: 300 },
    },
  };

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  /* What the dialog is about: a file, or the name of a picture we have. Kept when it is closed
     without adding, so that nothing typed is lost. */
  let file = null;
  let known = null;
  let insert = null;
  let addresses = {};
  let asked = 0;

  const choice = make("input", { type: "file", accept: "image/jpeg,image/png,image/webp", id: "picture-file" });
  const canvas = make("canvas", { className: "picture-preview", hidden: true });
  const shown = make("img", { className: "picture-preview", alt: "", hidden: true });
  const status = make("p", { className: "picture-status" });
  const alike = make("ul", { className: "picture-list" });
  const found = make("ul", { className: "picture-list" });
  const search = make("input", { type: "search", id: "picture-search" });
  const foundStatus = make("p", { className: "picture-hint" });
  const ours = make("details", { className: "picture-ours" },
    make("summary", { textContent: spoken("Choose from pictures we have") }),
    make("label", { htmlFor: "picture-search", textContent: spoken("Search what they show") }),
    search, foundStatus, found);
  const fields = Object.fromEntries(Object.entries(WORDS).map(([name, field]) => [name, control(name, field)]));
  const cancel = make("button", { type: "button", textContent: spoken("Cancel") });
  const submit = make("button", { type: "submit", className: "default", textContent: spoken("Add to the text") });
  const form = make("form", { noValidate: true },
    make("h2", { id: "picture-title", textContent: spoken("Add a picture") }),
    make("div", { className: "picture-field" },
      make("label", { htmlFor: "picture-file", textContent: spoken("Picture") }), choice,
      make("p", { className: "picture-hint", id: "picture-file-hint",
        textContent: spoken("JPEG, PNG or WebP, up to 10 MB. We make it smaller and take out where it was taken.") })),
    ours, status, alike, canvas, shown,
    ...Object.values(fields).map((field) => field.row),
    make("div", { className: "picture-buttons" }, submit, cancel));
  const dialog = make("dialog", { className: "picture-dialog" }, form);
  dialog.setAttribute("aria-labelledby", "picture-title");
  choice.setAttribute("aria-describedby", "picture-file-hint");
  status.setAttribute("role", "status");
  foundStatus.setAttribute("role", "status");
  alike.setAttribute("aria-label", spoken("Pictures that look like it"));
  found.setAttribute("aria-label", spoken("Pictures we have"));

  function control(name, { kind, label, hint, properties }) {
    const id = `picture-${name}`;
    const box = make(kind, { id, name, autocomplete: "off", ...properties });
    const fault = make("p", { className: "picture-fault", id: `${id}-fault`, hidden: true });
    const row = make("div", { className: "picture-field" },
      make("label", { htmlFor: id, textContent: label }),
      make("p", { className: "picture-hint", id: `${id}-hint`, textContent: hint }), fault, box);
    box.setAttribute("aria-describedby", `${id}-fault ${id}-hint`);
    return { box, fault, row };
  }

  function say(words, isFault = false) {
    status.textContent = words;
    status.classList.toggle("picture-fault", isFault);
  }

  function show(faults = {}) {
    for (const [name, { box, fault }] of Object.entries(fields)) {
      fault.textContent = faults[name] || "";
      fault.hidden = !faults[name];
      box.setAttribute("aria-invalid", String(Boolean(faults[name])));
    }
    fields[Object.keys(fields).find((name) => faults[name])]?.box.focus();
  }

  async function ask(address, values) {
    const body = new FormData();
    for (const [name, value] of Object.entries(values)) if (value) body.set(name, value);
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const reply = await fetch(address, { method: "POST", headers: { "X-CSRFToken": token }, body, redirect: "error" });
    const isJson = (reply.headers.get("Content-Type") || "").startsWith("application/json");
    const answer = isJson ? await reply.json() : {};
    const why = reply.status === 403 ? spoken("Sign in again, in another tab.") : spoken("The server answered %(status)s.", { status: reply.status });
    if (!reply.ok) throw Object.assign(new Error(answer.error || why), { faults: answer.faults });
    return answer;
  }

  function forget(sent = null) {
    asked += 1;
    file = known = null;
    if (choice.files[0] !== sent) choice.value = "";
    canvas.hidden = shown.hidden = true;
    alike.replaceChildren();
    for (const { box } of Object.values(fields)) { box.value = ""; box.readOnly = false; }
    show();
    say("");
  }

  /* A new file: forget what was said of another, and refuse it before anything is typed. */
  async function take(sent) {
    forget(sent);
    const mine = asked;
    file = sent;
    say(spoken("Looking at the picture…"));
    paint(sent, mine);
    try {
      const answer = await ask(addresses.look, { image: sent });
      if (mine !== asked) return;
      if (answer.known) {
        use(answer.known, spoken("We have this picture already. Its words are filled in."));
        return;
      }
      say(answer.alike.length ? spoken("It looks like a picture we have. Is it the same? Then choose that one.") : "");
      alike.replaceChildren(...answer.alike.map(offer));
      fields.alternative_text.box.focus();
    } catch (error) {
      if (mine !== asked) return;
      forget();
      say(error.message, true);
      choice.focus();
    }
  }

  /* On a canvas, since our pages show no picture that is not from our own site. */
  async function paint(sent, mine) {
    try {
      const picture = await createImageBitmap(sent);
      if (mine !== asked || known) return;
      const scale = Math.min(1, 480 / picture.width, 160 / picture.height);
      canvas.width = Math.max(1, picture.width * scale);
      canvas.height = Math.max(1, picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      canvas.hidden = false;
    } catch { /* The server says what is wrong with it. */ }
  }

  function use(picture, words) {
    forget();
    known = picture;
    shown.src = picture.thumbnail;
    shown.hidden = false;
    for (const [name, { box }] of Object.entries(fields)) {
      box.value = picture[name];
      box.readOnly = name !== "alternative_text";
    }
    say(words);
    ours.open = false;
    fields.alternative_text.box.focus();
  }

  function offer(picture) {
    const image = make("img", { src: picture.thumbnail, alt: "", loading: "lazy" });
    const button = make("button", { type: "button" }, image,
      make("span", { textContent: picture.alternative_text }));
    button.addEventListener("click", () => use(picture, spoken("A picture we have. You may say what it shows here in other words.")));
    return make("li", {}, button);
  }

  let searched = 0;
  async function look() {
    const mine = ++searched;
    try {
      const answer = await ask(addresses.choose, { words: search.value });
      if (mine !== searched) return;
      found.replaceChildren(...answer.pictures.map(offer));
      const count = answer.pictures.length;
      foundStatus.textContent = answer.more ? spoken("The newest %(count)s. Search for others.", { count })
        : count ? spoken("Found: %(count)s.", { count }) : spoken("None found.");
    } catch (error) {
      if (mine === searched) foundStatus.textContent = error.message;
    }
  }

  async function send(event) {
    event.preventDefault();
    if (submit.disabled) return;
    if (!file && !known) {
      say(spoken("Choose a picture first."), true);
      choice.focus();
      return;
    }
    const words = Object.fromEntries(Object.entries(fields).map(([name, { box }]) => [name, box.value]));
    submit.disabled = true;
    show();
    say(spoken("Adding the picture…"));
    try {
      const answer = await ask(addresses.add, { ...words, ...(known ? { picture: known.name } : { image: file }) });
      dialog.close();
      insert(answer.image_code);
      forget();
    } catch (error) {
      say(error.faults ? "" : error.message, true);
      show(error.faults);
    } finally {
      submit.disabled = false;
    }
  }

  /* `sent` is a file, or nothing where the editor has yet to choose. Resolves when it is closed. */
  function add({ sent, from, inserted }) {
    if (!dialog.isConnected) document.body.append(dialog);
    addresses = { add: from.markdownxUploadUrlsPath, look: from.lookPath, choose: from.picturesPath };
    insert = inserted;
    dialog.showModal();
    if (sent) take(sent);
    return new Promise((closed) => dialog.addEventListener("close", closed, { once: true }));
  }

  form.addEventListener("submit", send);
  cancel.addEventListener("click", () => dialog.close());
  choice.addEventListener("change", () => { if (choice.files.length) take(choice.files[0]); });
  ours.addEventListener("toggle", () => { if (ours.open) look(); });
  search.addEventListener("input", look);
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  window.legwisePictures = { add };
})();
