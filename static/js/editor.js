/* The editor in the admin: a live preview of the page, findings that lead to their line, and
   pictures by drop, paste or choice. Without it the form works as before. No key is taken over. */
"use strict";
/* The admin loads scripts in the head, before there is a form. */
document.addEventListener("DOMContentLoaded", () => {
  const UNDESCRIBED = "alt text needed";
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
  const findings = make("ul", { className: "editor-findings" });
  const status = make("p", { className: "editor-status", role: "status" });
  const paper = make("div", { className: "editor-paper" });
  paper.attachShadow({ mode: "open" }).append(page);
  const panel = make("section", { className: "editor-preview" },
    make("h2", { textContent: "Preview" }), status, findings, paper);
  panel.setAttribute("aria-label", "Preview");

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
    paper.shadowRoot.adoptedStyleSheets = [sheet];
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
    const why = reply.status === 403 ? "Sign in again, in another tab." : `The server answered ${reply.status}.`;
    if (!reply.ok) throw new Error(answer.error || why);
    return answer;
  }

  async function preview() {
    const mine = ++asked;
    try {
      const answer = await send(first.dataset.markdownxUrlsPath, content());
      if (mine !== asked) return;
      page.innerHTML = answer.html;
      findings.replaceChildren(...answer.findings.map(finding));
      const count = answer.findings.length;
      say(count ? `Preview is up to date. To mend: ${count}.` : "Preview is up to date.");
    } catch (error) {
      if (mine === asked) say(`No preview: ${error.message} Your text is still here.`);
    }
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(preview, Number(first.dataset.markdownxLatency));
  }

  function finding({ control, field, line, problem, remedy }) {
    const place = field.replace("_", " ") + (line ? `, line ${line}` : "");
    const button = make("button", { type: "button", textContent: `${place}: ${problem} ${remedy}` });
    button.addEventListener("click", () => goTo(control, line));
    return make("li", {}, button);
  }

  function goTo(control, line) {
    const target = control === "content" ? box : form.querySelector(`textarea[name="${control}"]`);
    if (!target) {
      form.querySelector(`#id_${control}_from, #id_${control}`)?.focus();
      return;
    }
    const lines = target.value.split("\n");
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    target.focus();
    target.setSelectionRange(start, start + (lines[line - 1] || "").length);
    target.scrollTop = target.scrollHeight * ((line - 1) / lines.length) - target.clientHeight / 3;
  }

  /* execCommand is the only way to insert text that Undo knows about. */
  function insert(target, text) {
    target.focus();
    if (!document.execCommand("insertText", false, text)) {
      target.setRangeText(text, target.selectionStart, target.selectionEnd, "end");
      target.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const described = target.value.lastIndexOf(UNDESCRIBED, target.selectionEnd);
    if (described >= 0) target.setSelectionRange(described, described + UNDESCRIBED.length);
  }

  async function upload(target, files) {
    for (const file of files) {
      say(`Sending ${file.name}…`);
      const body = new FormData();
      body.set("image", file);
      try {
        insert(target, (await send(target.dataset.markdownxUploadUrlsPath, body)).image_code);
        say("Picture added. Now type what it shows: its alternative text.");
      } catch (error) {
        say(`The picture was not added: ${error.message}`);
      }
    }
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
    const choice = make("input", { type: "file", accept: "image/jpeg,image/png,image/webp" });
    choice.addEventListener("change", async () => {
      await upload(target, [...choice.files]);
      choice.value = "";
    });
    target.after(make("label", { className: "editor-picture" }, "Add a picture ", choice));
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
  dress().catch(() => say("Readers' styles could not be loaded."));
  preview();
});
