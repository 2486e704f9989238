// Leads from a field to its words and back, and takes selected words for “Put words into another field”.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form.intake");
  const source = document.getElementById("source");
  const panel = document.getElementById("intake-source");
  if (!form || !source) {
    return;
  }
  const scroller = source.parentElement;
  const ROWS = { contacts: "contact_lines", speakers: "speakers", joint_offices: "joint_offices" };
  const fieldOf = (name) => (name === "embargo" ? "embargo_kind" : name);

  if (window.matchMedia("(max-width: 1023px)").matches) {
    panel.open = false;
  }

  // --- From a field to its words ---
  const show = (name) => {
    const words = [...source.querySelectorAll(`mark[data-field="${name}"]`)];
    source.querySelectorAll(".from-shown").forEach((one) => one.classList.remove("from-shown"));
    words.forEach((one) => one.classList.add("from-shown"));
    panel.open = true;
    const first = words[0];
    first?.scrollIntoView({ block: "center" });
    if (first) {
      first.tabIndex = -1;
      first.focus({ preventScroll: true });
    }
  };
  const addButton = (place, name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "where-from";
    const isThere = source.querySelector(`mark[data-field="${name}"]`);
    button.textContent = isThere ? form.dataset.where : form.dataset.nowhere;
    button.disabled = !isThere;
    const spoken = document.createElement("span");
    spoken.className = "hidden-word";
    spoken.textContent = ` ${place.querySelector("label, legend, h2")?.textContent.trim().replace(/:$/, "") ?? place.textContent.trim()}`;
    button.append(spoken);
    button.addEventListener("click", () => {
      back = button;
      show(name);
    });
    return button;
  };
  let back = null;
  ["headline", "subhead", "kind", "number", "lead_office", "dateline", "body", "boilerplate", "summary", "embargo"].forEach((name) => {
    const row = form.querySelector(`.fieldBox.field-${fieldOf(name)}`) ?? form.querySelector(`.form-row.field-${fieldOf(name)}`);
    if (row) {
      (row.querySelector(".flex-container") ?? row).append(addButton(row, name));
    }
  });
  Object.entries(ROWS).forEach(([name, prefix]) => {
    const heading = document.getElementById(`${prefix}-heading`);
    if (heading && name !== "joint_offices") {
      heading.after(addButton(heading, name));
    }
  });

  // --- From words to their field ---
  const target = (name) => {
    if (ROWS[name]) {
      return form.querySelector(`#${ROWS[name]}-group input:not([type=hidden]), #${ROWS[name]}-group select`);
    }
    return name === "body" ? form.querySelector(".cke_wysiwyg_div, #id_body") : document.getElementById(`id_${fieldOf(name)}`) ?? form.querySelector(`[name=${fieldOf(name)}]`);
  };
  const goTo = (name) => {
    const field = target(name);
    const control = field?.matches("input, select, textarea, [contenteditable]") ? field : field?.querySelector("input:checked, input");
    (control ?? field)?.scrollIntoView({ block: "center" });
    control?.focus({ preventScroll: true });
  };
  source.addEventListener("click", (event) => {
    const words = event.target.closest("mark");
    if (words && getSelection().isCollapsed) {
      goTo(words.dataset.field);
    }
  });
  source.addEventListener("keydown", (event) => {
    const words = event.target.closest("mark");
    if (words && event.key === "Enter") {
      event.preventDefault();
      goTo(words.dataset.field);
    } else if (words && event.key === "Escape") {
      back?.focus();
    }
  });

  // --- Selected words ---
  const at = document.getElementById("take_at");
  const said = document.getElementById("take-selected");
  const lines = document.querySelector(".take-lines");
  // The server counts characters, the browser counts halves of some.
  const characters = (text) => [...text].length;
  const placeOf = (node, offset) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const piece = element.closest("[data-start]");
    if (piece && node.nodeType === Node.TEXT_NODE) {
      return Number(piece.dataset.start) + characters(node.data.slice(0, offset));
    }
    // Between pieces: where the last one before it ends.
    const range = document.createRange();
    range.setStart(source, 0);
    range.setEnd(node, offset);
    const before = [...source.querySelectorAll("[data-start]")].filter((one) => range.comparePoint(one, 0) <= 0);
    const last = before.at(-1);
    return last ? Number(last.dataset.start) + characters(last.textContent) : 0;
  };
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) {
      return;
    }
    const range = selection.getRangeAt(0);
    if (!source.contains(range.startContainer) || !source.contains(range.endContainer)) {
      return;
    }
    const start = placeOf(range.startContainer, range.startOffset);
    const end = placeOf(range.endContainer, range.endOffset);
    if (start >= end) {
      return;
    }
    at.value = `${start}:${end}`;
    const words = selection.toString().replace(/\s+/g, " ").trim();
    said.textContent = `${form.dataset.selected} “${words.length > 120 ? `${words.slice(0, 120)}…` : words}”`;
    said.hidden = false;
    lines.hidden = true;
  });
  ["take_from", "take_to"].forEach((id) => {
    document.getElementById(id).addEventListener("input", () => {
      at.value = "";
    });
  });
  said.addEventListener("click", () => {
    at.value = "";
    said.hidden = true;
    lines.hidden = false;
  });

  // --- Where something was just put ---
  const { touched } = form.dataset;
  if (touched) {
    goTo(touched);
  }
});
