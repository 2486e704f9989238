// Counts characters, words and minutes while one types, as admin/counters.py did when the page was made.
"use strict";
{
  const SIGN = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]/g;
  const WORD = /[\p{L}\p{N}_]+(?:[’'.,-][\p{L}\p{N}_]+)*/gu;
  const fill = (words, values) => words.replace(/%\((\w+)\)s/g, (_whole, name) => values[name]);

  const textOf = (field) => {
    const paper = field.closest(".form-row")?.querySelector("[contenteditable=true]");
    return paper ? paper.innerText : field.value.replace(/<[^>]*>/g, " ");
  };

  const characters = (output, field) => {
    const length = [...field.value.trim().replace(/\s+/g, " ")].length;
    const reached = JSON.parse(output.dataset.limits).filter(([limit]) => length > limit || limit === 0);
    output.textContent = `${fill(output.dataset.count, { length })} ${reached.at(-1)[1]}`;
  };

  const words = (output, field) => {
    const text = textOf(field);
    const [wordsAMinute, signsAMinute] = output.dataset.aMinute.split(" ").map(Number);
    const signs = (text.match(SIGN) ?? []).length;
    const found = (text.replace(SIGN, " ").match(WORD) ?? []).length;
    const minutes = Math.round(found / wordsAMinute + signs / signsAMinute);
    const total = found + signs;
    output.textContent = fill(output.dataset.words, { words: total, minutes: total ? Math.max(minutes, 1) : 0 });
  };

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("release_form");
    for (const output of form?.querySelectorAll(".count") ?? []) {
      const help = output.closest("[id$=_helptext]");
      const field = document.getElementById(help?.id.replace("_helptext", "") ?? "");
      if (field) {
        const count = () => (output.dataset.limits ? characters : words)(output, field);
        let soon = 0;
        for (const event of ["input", "keyup", "paste", "click"]) {
          form.addEventListener(event, () => {
            clearTimeout(soon);
            soon = setTimeout(count, 150);
          });
        }
      }
    }
  });
}
