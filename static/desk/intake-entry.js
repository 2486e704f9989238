// Takes the clipboard's HTML along with a paste, makes a drop zone of the file field, and says early what is too large.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("intake_form");
  if (!form) {
    return;
  }
  const box = form.elements.paste;
  const html = form.elements._paste_html;
  const files = form.elements.file;
  const rich = document.getElementById("intake-rich");
  const zone = document.getElementById("intake-drop");
  const chosen = document.getElementById("intake-chosen");
  const MOST = Number(form.dataset.most);
  const MOST_FILE = Number(form.dataset.mostFile);

  const keep = (markup) => {
    html.value = markup.length <= 4 * MOST ? markup : "";
    rich.hidden = !html.value;
  };

  // Only a paste that is the whole text may bring its markup: the two must say the same.
  box.addEventListener("paste", (event) => {
    const isWhole = !box.value.trim() || (box.selectionStart === 0 && box.selectionEnd === box.value.length);
    keep(isWhole ? event.clipboardData.getData("text/html") : "");
  });
  box.addEventListener("input", (event) => {
    if (event.inputType !== "insertFromPaste") {
      keep("");
    }
    check();
  });
  rich.querySelector("button").addEventListener("click", () => {
    keep("");
    box.focus();
  });
  rich.hidden = !html.value;

  const say = (list) => {
    chosen.textContent = list.map((file) => (file.size > MOST_FILE ? `${file.name} ${form.dataset.tooHeavy}` : file.name)).join(" · ");
    chosen.classList.toggle("intake-problem", list.some((file) => file.size > MOST_FILE));
  };
  const check = () => {
    box.setCustomValidity(box.value.length > MOST ? form.dataset.tooLong : "");
  };
  form.addEventListener("submit", (event) => {
    check();
    if (!box.checkValidity()) {
      event.preventDefault();
      box.reportValidity();
    } else if ([...files.files].some((file) => file.size > MOST_FILE)) {
      event.preventDefault();
      say([...files.files]);
      files.focus();
    }
  });
  files.addEventListener("change", () => say([...files.files]));

  // Files may be dropped anywhere on the page; words are left to the browser.
  const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  let depth = 0;
  const mark = (step) => {
    depth = Math.max(0, depth + step);
    zone.classList.toggle("intake-over", depth > 0);
  };
  document.addEventListener("dragenter", (event) => carriesFiles(event) && mark(1));
  document.addEventListener("dragleave", (event) => carriesFiles(event) && mark(-1));
  document.addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) {
      return;
    }
    event.preventDefault();
    depth = 0;
    mark(0);
    const all = new DataTransfer();
    [...files.files, ...event.dataTransfer.files].forEach((file) => all.items.add(file));
    files.files = all.files;
    say([...files.files]);
  });
});
