// Shows the embargo's date and time only where there is one to give, and says in words what has been typed.
"use strict";
{
  const NAMES = ["embargo_kind", "embargo_date", "embargo_time", "embargo_zone", "embargo_turn", "lead_office"];
  const TIMED = "#id_embargo_date, #id_embargo_time, #id_embargo_zone, #id_embargo_turn";
  let latest = 0;

  const typed = (form) => {
    const data = new FormData(form);
    return new URLSearchParams(NAMES.map((name) => [name, data.get(name) ?? ""]));
  };

  const show = (form) => {
    const isTimed = typed(form).get("embargo_kind") === "until";
    form.querySelectorAll(TIMED).forEach((field) => {
      if (field.type !== "hidden") {
        field.closest(".form-row").classList.toggle("not-now", !isTimed);
      }
    });
  };

  const say = async (form, echo) => {
    const asked = ++latest;
    const query = typed(form);
    const isWhole = query.get("embargo_kind") !== "until" || (query.get("embargo_date") && query.get("embargo_time"));
    const answer = isWhole ? await fetch(`${echo.dataset.words}?${query}`) : null;
    const said = answer?.ok ? await answer.json() : {};
    if (asked === latest) {
      echo.textContent = said.words ?? said.problem ?? "";
      echo.classList.toggle("echo-problem", "problem" in said);
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    const echo = document.getElementById("embargo-echo");
    const form = echo?.closest("form");
    if (!form) {
      return;
    }
    show(form);
    say(form, echo);
    form.addEventListener("change", (event) => {
      if (NAMES.includes(event.target.name)) {
        show(form);
        say(form, echo);
      }
    });
  });
}
