// Keys for those who want them: each presses the link of the page that carries it in data-keys, so nobody reaches more
// by a key than by the page. Never while somebody types, and not at all once switched off (WCAG 2.1.4).
"use strict";
{
  const STORED = "desk-shortcuts";
  const TYPING = "input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable]";
  const PATIENCE = 1500;
  let first = "";
  let since = 0;
  let isChanged = false;

  const stored = () => {
    try {
      return localStorage.getItem(STORED);
    } catch {
      return null;
    }
  };
  const isOn = () => stored() !== "off";

  const store = (on) => {
    try {
      localStorage.setItem(STORED, on ? "on" : "off");
    } catch {
      // Where nothing can be kept, the keys stay as they are.
    }
  };

  const isTyping = (element) => element.isContentEditable || element.closest?.(TYPING) !== null;

  const search = () => {
    const field = document.querySelector("#searchbar, main input[type=search], #content input[type=search]");
    field?.focus();
    field?.select();
    return Boolean(field);
  };

  const press = (keys) => {
    const dialog = document.getElementById("shortcuts");
    if (keys === "?" && dialog) {
      dialog.showModal();
      return true;
    }
    if (keys === "/" && search()) {
      return true;
    }
    const headline = document.getElementById("id_headline");
    if (keys === "e" && headline) {
      headline.focus();
      return true;
    }
    const link = document.querySelector(`a[data-keys="${CSS.escape(keys)}"]`);
    if (link && (!isChanged || confirm(dialog?.dataset.leave))) {
      link.click();
    }
    return Boolean(link);
  };

  document.addEventListener("keydown", (event) => {
    if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) {
      return;
    }
    if (event.key.length !== 1 || isTyping(event.target) || document.querySelector("dialog[open]")) {
      return;
    }
    const keys = first && event.timeStamp - since < PATIENCE ? `${first} ${event.key}` : event.key;
    first = keys === "g" ? "g" : "";
    since = event.timeStamp;
    if (!first && press(keys)) {
      event.preventDefault();
    }
  });

  document.addEventListener("input", (event) => {
    isChanged ||= Boolean(event.target.closest("#release_form"));
  });

  document.addEventListener("DOMContentLoaded", () => {
    if (location.hash === "#searchbar") {
      search();
    }
    document.querySelectorAll("[data-shortcuts-on]").forEach((tick) => {
      tick.closest("p").hidden = false;
      tick.checked = isOn();
      tick.addEventListener("change", () => store(tick.checked));
    });
  });
}
