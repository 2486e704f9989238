/* Remarks without copying: words that are selected in the text become the passage of the next remark. And on the
   release's form a remark is sent in the background, so that what is typed in the form stays. */
(() => {
  "use strict";
  const AROUND = 60;
  const BLOCKS = "p, h2, h3, li, blockquote, td, th, caption, .remark-words";

  // --- Selecting words ---

  const sheet = document.getElementById("remark-sheet");
  const form = document.getElementById("remark_form");

  function flow() {
    // The characters of the text in order, the numbers of the marks left out, with the place of each text node.
    const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
    const starts = new Map();
    let text = "", block = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement.closest(".remark-words") || node.parentElement.closest(".passage-number")) continue;
      const own = node.parentElement.closest(BLOCKS);
      if (own !== block) text += "\n";
      block = own;
      starts.set(node, text.length);
      text += node.data;
    }
    return { text, starts };
  }

  function chosen() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(sheet)) return null;
    const { text, starts } = flow();
    let start = null, end = null;
    for (const [node, place] of starts) {
      if (!range.intersectsNode(node)) continue;
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.data.length;
      if (to <= from) continue;
      if (start === null) start = place + from;
      end = place + to;
    }
    if (start === null || !text.slice(start, end).trim()) return null;
    return {
      words: text.slice(start, end).trim(),
      before: text.slice(Math.max(0, start - AROUND), start),
      after: text.slice(end, end + AROUND),
    };
  }

  if (sheet && form) {
    const bar = document.querySelector(".remark-take");
    let last = null;
    document.addEventListener("selectionchange", () => {
      const now = chosen();
      // A press on the button may end the selection; what was selected in the text still counts then.
      if (now) last = now;
      bar.hidden = !last;
    });
    bar.querySelector("button").addEventListener("click", () => {
      for (const [name, value] of Object.entries(chosen() || last)) form.elements[name].value = value;
      form.elements.paragraph.value = "";
      form.elements.text.focus();
      form.scrollIntoView({ block: "center" });
      document.getSelection().removeAllRanges();
      last = null;
      bar.hidden = true;
    });
    form.elements.words.addEventListener("input", () => {
      form.elements.before.value = form.elements.after.value = "";
    });
  }

  // --- On the release's form ---

  const isBrief = () => document.querySelector(".remarks-brief");
  if (isBrief()) {
    document.addEventListener("submit", async (event) => {
      const sent = event.target;
      if (!sent.closest(".remarks-brief")) return;
      event.preventDefault();
      const button = sent.querySelector("[type=submit]");
      const problem = document.querySelector(".remarks-problem");
      button.disabled = true;
      problem.textContent = "";
      try {
        const answer = await fetch(sent.action, { method: "POST", body: new FormData(sent) });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const renewed = answer.ok && page.querySelector(".remarks-brief");
        if (renewed) {
          isBrief().replaceWith(renewed);
          renewed.setAttribute("tabindex", "-1");
          renewed.focus();
          return;
        }
        const reasons = [...page.querySelectorAll(".errorlist li")].map((one) => one.textContent);
        problem.textContent = reasons.join(" ") || problem.dataset.sorry;
      } catch {
        problem.textContent = problem.dataset.sorry;
      }
      button.disabled = false;
    });
  }
})();
