/* What the desk's scripts say, in the language of the page: `spoken("Found: %(count)s.", { count })`.
   The page brings the translations along with this script; without one the English stands. */
"use strict";
(() => {
  const WORDS = JSON.parse(document.currentScript.dataset.words || "{}");
  window.spoken = (text, values = {}) => (
    (WORDS[text] || text).replace(/%\((\w+)\)s/g, (_, name) => values[name]));
})();
