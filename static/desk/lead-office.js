// Presses “Fill in from the lead office” when an office is chosen: the page comes back with what it brings.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const office = document.getElementById("id_lead_office");
  const fill = document.querySelector("button[name=_fill]");
  if (office && fill) {
    office.addEventListener("change", () => office.value && office.form.requestSubmit(fill));
  }
});
