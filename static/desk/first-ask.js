/* What was typed is sent only to a newsroom that answers: where none does, the page says so and stays as it is. Without
   this, a lost connection puts the browser's own page in its place, and going back from there finds empty fields. */
(() => {
  "use strict";
  const { ask, sorry } = document.currentScript.dataset;
  const PATIENCE = 8000;
  const typed = new WeakSet();
  const asking = new WeakSet();
  const answered = new WeakSet();

  const answers = async () => {
    try {
      const limit = AbortSignal.timeout(PATIENCE);
      return (await fetch(ask, { method: "HEAD", cache: "no-store", signal: limit })).status < 500;
    } catch {
      return false;
    }
  };

  const problemOf = (form) => {
    let shown = form.querySelector(":scope > .not-sent");
    if (!shown) {
      shown = document.createElement("p");
      shown.className = "errornote not-sent";
      shown.setAttribute("role", "alert");
      form.prepend(shown);
    }
    return shown;
  };

  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, ({ target }) => {
      const form = target.form ?? target.closest("form");
      if (form) typed.add(form);
    });
  }

  // Last of all: whoever takes the sending over has said so by then.
  window.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || form.method !== "post" || !typed.has(form) || answered.delete(form)) return;
    event.preventDefault();
    if (asking.has(form)) return; // pressed twice
    asking.add(form);
    const isThere = await answers();
    asking.delete(form);
    if (isThere) {
      form.querySelector(":scope > .not-sent")?.remove();
      answered.add(form);
      form.requestSubmit(submitter);
    } else {
      const shown = problemOf(form);
      shown.textContent = sorry;
      shown.scrollIntoView({ block: "center" });
      form.dispatchEvent(new Event("notsent"));
    }
  });
})();
