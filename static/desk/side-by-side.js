// The original beside a translation: hidden and shown in place, folded on a phone, and scrolled in step with the text.
"use strict";
{
  const KEY = "newsroom-original-hidden";
  const kept = {
    get: () => { try { return localStorage.getItem(KEY) === "yes"; } catch { return false; } },
    set: (isHidden) => { try { localStorage.setItem(KEY, isHidden ? "yes" : "no"); } catch { /* for this page only */ } },
  };

  const toggleInPlace = (form) => {
    const toggle = document.querySelector(".original-toggle");
    if (!toggle || !form.classList.contains("sheet-beside")) return;
    const show = (isHidden) => {
      form.classList.toggle("sheet-original-hidden", isHidden);
      toggle.textContent = isHidden ? toggle.dataset.hidden : toggle.dataset.shown;
      toggle.setAttribute("aria-expanded", String(!isHidden));
      kept.set(isHidden);
    };
    toggle.setAttribute("role", "button");
    toggle.addEventListener("click", (event) => {
      // Following the link would lose what is typed.
      event.preventDefault();
      show(!form.classList.contains("sheet-original-hidden"));
    });
    toggle.addEventListener("keydown", (event) => {
      if (event.key === " ") {
        event.preventDefault();
        toggle.click();
      }
    });
    show(kept.get());
  };

  const scrollInStep = () => {
    const original = document.getElementById("original-body");
    const field = original?.closest(".pair")?.querySelector("fieldset");
    if (!field) return;
    const follow = () => {
      if (original.matches(":hover, :focus")) return; // somebody scrolls it by hand
      const { top, height } = field.getBoundingClientRect();
      const way = height - original.clientHeight;
      const share = way > 0 ? Math.min(Math.max(-top / way, 0), 1) : 0;
      original.scrollTop = share * (original.scrollHeight - original.clientHeight);
    };
    addEventListener("scroll", follow, { passive: true });
    // Where the editor scrolls by itself, its own share counts.
    field.addEventListener("scroll", ({ target }) => {
      const way = target.scrollHeight - target.clientHeight;
      if (way > 0) original.scrollTop = (target.scrollTop / way) * (original.scrollHeight - original.clientHeight);
    }, { passive: true, capture: true });
  };

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("release_form");
    if (!form) return;
    toggleInPlace(form);
    scrollInStep();
    if (!matchMedia("(min-width: 1100px)").matches) {
      for (const one of form.querySelectorAll(".original-field:not(.original-changed)")) one.open = false;
    }
  });
}
