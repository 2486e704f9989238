// Keeps what is typed on the side every few seconds, says so, and tells who else has the release open.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const EVERY = 4000; // milliseconds: with what the post takes, nothing typed is older than five seconds
  const PING = 60000;
  const form = document.getElementById("release_form");
  const shown = document.getElementById("kept");
  const said = document.getElementById("kept-said");
  const beside = document.getElementById("beside");
  if (!form?.dataset.keep || !shown) {
    return;
  }
  let baseline = null; // the form before the first key: an editor may have reset its own line breaks until then
  let kept = null;
  let isTouched = false;
  let isBusy = false;
  let isLeaving = false;
  let heard = Date.now();
  let trouble = "";
  let since = "";

  const clock = () => new Date().toLocaleTimeString();

  const collect = () => {
    // An editor hands its text to the form only when it is sent.
    Object.values(window.CKEDITOR?.instances ?? {}).forEach((editor) => editor.updateElement());
    return new FormData(form);
  };

  const asText = (data) => new URLSearchParams([...data].filter(([name]) => !name.startsWith("csrf"))).toString();

  // Read aloud is only what is news: a time that changes every few seconds would talk over the writing.
  const say = (words, isNews) => {
    shown.textContent = words;
    if (isNews) {
      said.textContent = words;
    }
  };

  const fail = (kind, words) => {
    since ||= clock();
    const sentence = words.replace("%s", since);
    shown.classList.add("kept-problem");
    say(sentence, trouble !== kind);
    trouble = kind;
  };

  const succeed = (isTyping) => {
    const isNews = Boolean(trouble) || kept === null;
    if (trouble || isTyping) {
      shown.classList.remove("kept-problem");
      say(isTyping || kept ? form.dataset.kept.replace("%s", clock()) : "", isNews);
    }
    trouble = since = "";
  };

  const post = async (data, text) => {
    isBusy = true;
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: data, credentials: "same-origin" });
      const words = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
      if (words.problem) {
        fail(words.problem, words.problem);
        return;
      }
      if (answer.status === 401 || answer.status === 403) {
        fail("signed-out", form.dataset.signedOut);
        return;
      }
      if (!answer.ok) {
        fail("offline", form.dataset.offline);
        return;
      }
      succeed(text !== null);
      kept = text ?? kept;
      if (beside) {
        beside.hidden = !words.beside;
        if (beside.textContent !== words.beside) {
          beside.textContent = words.beside;
        }
      }
    } catch {
      fail("offline", form.dataset.offline);
    } finally {
      heard = Date.now();
      isBusy = false;
    }
  };

  const ping = () => {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("_ping", "1");
    return post(data, null);
  };

  const isNew = (text) => text !== (kept ?? baseline);

  const look = () => {
    if (isBusy || isLeaving) {
      return;
    }
    if (isTouched || trouble) {
      const data = collect();
      const text = asText(data);
      isTouched = false;
      if (isNew(text)) {
        post(data, text).then(() => {
          isTouched ||= ["offline", "signed-out"].includes(trouble); // the rest is no better in four seconds
        });
        return;
      }
    }
    if (beside && (trouble || Date.now() - heard >= PING)) {
      ping();
    }
  };

  const begin = () => {
    baseline ??= asText(collect());
  };
  const touch = () => {
    isTouched = true;
  };
  for (const event of ["focusin", "pointerdown", "keydown"]) {
    form.addEventListener(event, begin, { capture: true });
  }
  for (const event of ["input", "change", "keyup", "click", "paste", "cut", "drop"]) {
    form.addEventListener(event, touch);
  }
  form.addEventListener("submit", () => {
    isLeaving = true; // what is sent is saved, or kept by the answer
  });
  form.addEventListener("notsent", () => {
    isLeaving = false; // no newsroom answered: see first-ask.js
  });
  window.addEventListener("pageshow", () => {
    isLeaving = false;
  });
  window.addEventListener("pagehide", () => {
    if (!isLeaving && baseline !== null) {
      const data = collect();
      if (isNew(asText(data))) {
        navigator.sendBeacon(form.dataset.keep, data);
      }
    }
  });
  setInterval(look, EVERY);
});
