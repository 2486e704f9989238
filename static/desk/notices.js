/* A notice that is followed to its release has been seen: the press of “Seen” is sent along. */
(() => {
  "use strict";
  for (const form of document.querySelectorAll(".notice form")) {
    const link = form.closest(".notice").querySelector("a");
    const see = () => navigator.sendBeacon(form.action, new FormData(form));
    link.addEventListener("click", see);
    // Opened in another tab with the middle button.
    link.addEventListener("auxclick", see);
  }
})();
