"use strict";
// The page works without this: it adds Ctrl+Enter.
(() => {
  const form = document.getElementById("ask");
  const query = document.getElementById("query");
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
})();
