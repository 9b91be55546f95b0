/* The editor in the admin: a live preview of the page, findings that lead to their words, and
   pictures by drop, paste or choice. Without it the form works as before. No key is taken over. */
"use strict";
/* The admin loads scripts in the head, before there is a form. */
document.addEventListener("DOMContentLoaded", () => {
  const first = document.querySelector(".markdownx textarea");
  if (!first) return;
  const form = first.form;
  const isArticle = Boolean(form.elements.short_answer);
  let box = first;
  let waiting;
  let asked = 0;

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const page = make("body");
  const stops = make("ul", { className: "editor-findings" });
  const advice = make("ul", { className: "editor-findings" });
  const found = make("div", { className: "editor-found" },
    make("h3", { textContent: spoken("Stops publishing") }), stops,
    make("h3", { textContent: spoken("To consider") }), advice);
  const more = make("p", { className: "editor-more" });
  const numbers = make("p", { className: "editor-numbers" });
  const status = make("p", { className: "editor-status", role: "status" });
  const paper = make("div", { className: "editor-paper" });
  paper.attachShadow({ mode: "open" }).append(page);
  const panel = make("section", { className: "editor-preview" },
    make("h2", { textContent: spoken("Preview") }), status, numbers, found, more, paper);
  panel.setAttribute("aria-label", spoken("Preview"));

  const say = (words) => { status.textContent = words; };

  /* Readers' styles, made to fit a shadow root: its width is the panel's, not the window's, and
     fonts count only when the document knows them. */
  async function dress() {
    const address = new URL(first.dataset.stylesheet, location.href).href;
    const whole = (part, quote, file) => `url(${quote}${new URL(file, address).href}`;
    const css = (await (await fetch(address)).text()).replace(/url\((["']?)([^"')]+)/g, whole);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css.replace(/(^|[{},;]\s*)(?::root|html)(?=[\s,{])/g, "$1:host")
      .replace(/@media(?=\s*\((?:min-|max-)?width)/g, "@container"));
    const marks = new CSSStyleSheet();
    marks.replaceSync("::highlight(hardest) { background: Mark; color: MarkText; }");
    paper.shadowRoot.adoptedStyleSheets = [sheet, marks];
    const fonts = new CSSStyleSheet();
    fonts.replaceSync((css.match(/@font-face\s*{[^}]*}/g) || []).join("\n"));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, fonts];
  }

  function content() {
    const data = new FormData();
    if (!isArticle) {
      data.set("content", box.value);
      return data;
    }
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") data.append(name, value);
    }
    /* The admin's double lists mark what is chosen only when the form is sent. */
    for (const chosen of form.querySelectorAll("select[id$='_to']")) {
      data.delete(chosen.name);
      for (const option of chosen.options) data.append(chosen.name, option.value);
    }
    return data;
  }

  async function send(address, body) {
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    const reply = await fetch(address, { method: "POST", headers, body, redirect: "error" });
    const isJson = (reply.headers.get("Content-Type") || "").startsWith("application/json");
    const answer = isJson ? await reply.json() : {};
    const why = reply.status === 403 ? spoken("Sign in again, in another tab.") : spoken("The server answered %(status)s.", { status: reply.status });
    if (!reply.ok) throw new Error(answer.error || why);
    return answer;
  }

  async function preview() {
    const mine = ++asked;
    try {
      const answer = await send(first.dataset.markdownxUrlsPath, content());
      if (mine !== asked) return;
      page.innerHTML = answer.html;
      list(answer);
      mark(answer.hardest);
    } catch (error) {
      if (mine === asked) say(spoken("No preview: %(why)s Your text is still here.", { why: error.message }));
    }
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(preview, Number(first.dataset.markdownxLatency));
  }

  function list({ findings, more: left, numbers: counted }) {
    const held = document.activeElement?.closest(".editor-findings button")?.textContent;
    const blocking = findings.filter(({ blocks }) => blocks);
    stops.replaceChildren(...blocking.map(finding));
    advice.replaceChildren(...findings.filter(({ blocks }) => !blocks).map(finding));
    numbers.textContent = counted;
    more.textContent = left ? spoken("And %(left)s more, once these are mended.", { left }) : "";
    const others = findings.length - blocking.length + left;
    say(spoken("Preview is up to date. Stops publishing: %(stops)s. To consider: %(others)s.",
      { stops: blocking.length, others }));
    if (held) [...found.querySelectorAll("button")].find((b) => b.textContent === held)?.focus();
  }

  function finding({ control, place, start, end, problem, remedy }) {
    const button = make("button", { type: "button" },
      make("strong", { textContent: place }), ` ${problem} ${remedy}`);
    button.addEventListener("click", () => goTo(control, start, end));
    return make("li", {}, button);
  }

  function goTo(control, start, end) {
    const target = control === "content" ? box
      : form.querySelector(`:is(textarea, input):not([type="hidden"])[name="${control}"]`);
    if (!target) {
      form.querySelector(`#id_${control}_from, #id_${control}`)?.focus();
      return;
    }
    /* The server counts characters, a text box counts some of them twice. */
    const at = (count) => [...target.value].slice(0, count).join("").length;
    const last = at(end);
    target.focus();
    target.setSelectionRange(at(start), last);
    if (target.localName === "textarea") show(target, last);
  }

  /* Only a text box of the same shape knows how far down wrapped lines reach. */
  function show(target, last) {
    const copy = target.cloneNode();
    copy.removeAttribute("name");
    copy.value = target.value.slice(0, last);
    target.after(copy);
    target.scrollTop = Math.max(0, copy.scrollHeight - copy.clientHeight * 0.6);
    if (copy.scrollHeight <= copy.clientHeight) target.scrollTop = 0;
    copy.remove();
  }

  /* Marks the hardest sentences in the preview, found by their letters: spaces may differ. */
  function mark(sentences) {
    if (!window.Highlight) return;
    const letters = [];
    const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
    while (sentences.length && walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest(".citation, .evidence, .contents, .care-card")) continue;
      for (let i = 0; i < node.data.length; i += 1) if (node.data[i].trim()) letters.push([node, i]);
    }
    const text = letters.map(([node, i]) => node.data[i]).join("");
    const ranges = sentences.map((sentence) => {
      const bare = sentence.replace(/\s/g, "");
      const start = text.indexOf(bare);
      const range = new Range();
      if (start >= 0) {
        const [node, i] = letters[start + bare.length - 1];
        range.setStart(...letters[start]);
        range.setEnd(node, i + 1);
      }
      return range;
    });
    CSS.highlights.set("hardest", new Highlight(...ranges));
  }

  /* execCommand is the only way to insert text that Undo knows about. */
  function insert(target, text) {
    target.focus();
    if (!document.execCommand("insertText", false, text)) {
      target.setRangeText(text, target.selectionStart, target.selectionEnd, "end");
      target.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  /* A dialog for each file, or one in which to choose. What is selected in the text stays. */
  async function upload(target, files) {
    const from = target.dataset;
    const inserted = (code) => {
      target.setSelectionRange(target.selectionEnd, target.selectionEnd);
      insert(target, onItsOwn(target, code));
      say(spoken("Picture added."));
    };
    for (const sent of files.length ? files : [null]) {
      await legwisePictures.add({ sent, from, inserted });
    }
  }

  /* With an empty line before and after, since a picture is a paragraph of its own. */
  function onItsOwn(target, code) {
    const before = target.value.slice(0, target.selectionEnd);
    const after = target.value.slice(target.selectionEnd);
    const gap = (text, ending) => (!text.trim() ? "" : ["\n\n", "\n", ""][ending(text)]);
    const above = (text) => Math.min(2, /\n*$/.exec(text)[0].length);
    const below = (text) => Math.min(2, /^\n*/.exec(text)[0].length);
    return gap(before, above) + code + gap(after, below);
  }

  /* A link in the preview must not take the editor away from text that isn't saved. */
  function follow(event) {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    const address = link.getAttribute("href") || "";
    if (address.startsWith("#")) {
      page.querySelector(`#${CSS.escape(address.slice(1))}`)?.scrollIntoView({ block: "nearest" });
    } else if (link.protocol.startsWith("http")) {
      window.open(link.href, "_blank", "noopener");
    }
  }

  function bind(target) {
    if (target.name.includes("__prefix__") || target.dataset.bound) return;
    target.dataset.bound = "yes";
    target.addEventListener("focus", () => { box = target; });
    const take = (event, transfer) => {
      /* Spreadsheets send a picture of the text beside it: then the text is meant. */
      if (!transfer?.files.length || transfer.types.includes("text/plain")) return;
      event.preventDefault();
      upload(target, [...transfer.files]);
    };
    target.addEventListener("drop", (event) => take(event, event.dataTransfer));
    target.addEventListener("paste", (event) => take(event, event.clipboardData));
    const button = make("button", { type: "button", className: "editor-picture", textContent: spoken("Add a picture") });
    button.addEventListener("click", () => upload(target, []));
    target.closest(".markdownx").parentElement.querySelector("a.editor-picture")?.remove();
    target.after(button);
  }

  const bindAll = (root) => root.querySelectorAll(".markdownx textarea").forEach(bind);

  const fieldset = first.closest("fieldset");
  const pair = make("div", { className: "editor-pair" });
  fieldset.before(pair);
  pair.append(fieldset, panel);
  bindAll(form);
  page.addEventListener("click", follow);
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  document.addEventListener("formset:added", (event) => { bindAll(event.target); soon(); });
  document.addEventListener("formset:removed", soon);
  /* The double lists are built after us, and moving an option fires no event. */
  new MutationObserver((changes) => {
    if (changes.some((change) => change.target.matches("select[id$='_to']"))) soon();
  }).observe(form, { childList: true, subtree: true });
  dress().catch(() => say(spoken("Readers' styles could not be loaded.")));
  preview();
});
