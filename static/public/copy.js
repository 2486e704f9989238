// Copies a release's text, its address or one quotation. Without it the page lacks nothing but the buttons.
"use strict";
{
  const panel = document.getElementById("copy");
  const body = document.querySelector(".release-text .body");

  const say = (button, words) => {
    const status = document.getElementById("copied");
    status.textContent = "";
    button.after(status);
    status.textContent = words;
  };

  const copy = async (button, text) => {
    try {
      await navigator.clipboard.writeText(text);
      say(button, panel.dataset.done);
    } catch {
      say(button, panel.dataset.failed);
    }
  };

  // A text fragment leads to the very words, in every browser that knows them; in others, to the page.
  const addressOf = (quotation) => {
    const words = quotation.textContent.trim().split(/\s+/);
    const encode = (some) => encodeURIComponent(some.join(" ")).replaceAll("-", "%2D");
    const ends = words.length > 12 ? [encode(words.slice(0, 5)), encode(words.slice(-5))] : [encode(words)];
    return `${panel.dataset.address}#:~:text=${ends.join(",")}`;
  };

  const whole = async () => {
    const answer = await fetch(panel.dataset.text);
    return answer.ok ? answer.text() : body.innerText;
  };

  if (panel && body && navigator.clipboard) {
    const [text, link] = panel.querySelectorAll("button");
    text.addEventListener("click", async () => copy(text, await whole().catch(() => body.innerText)));
    link.addEventListener("click", () => copy(link, panel.dataset.address));
    body.querySelectorAll("blockquote").forEach((quotation) => {
      const button = link.cloneNode();
      button.textContent = panel.dataset.quotation;
      button.addEventListener("click", () =>
        copy(button, `${quotation.innerText.trim()}\n\n${document.title}\n${addressOf(quotation)}`),
      );
      quotation.after(button);
    });
    panel.hidden = false;
  }
}
