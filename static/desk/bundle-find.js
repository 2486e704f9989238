// Looks for releases while one types: the page's own answer to “Find”, put in the place of what is offered.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("find");
  const said = document.getElementById("bundle-said");
  let timer = 0;
  let asked = 0;
  let answered = 0;
  const look = async () => {
    clearTimeout(timer);
    const mine = ++asked;
    const data = new FormData(box.form);
    data.set("act", "find");
    try {
      const answer = await fetch(location.href, { method: "POST", body: data, credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById("bundle-offers");
      if (mine !== asked) {
        return;
      }
      answered = mine;
      if (answer.ok && found) {
        document.getElementById("bundle-offers").replaceWith(found);
        said.textContent = found.dataset.said;
      }
    } catch {
      // The button is still there.
    }
  };
  if (!box || !said) {
    return;
  }
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 300);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      look();
    }
  });
  // What is ticked while an answer is on its way must not be lost with it.
  box.form.addEventListener("change", (event) => {
    if (event.target.name === "with" && asked !== answered) {
      look();
    }
  });
});
