// Counts down to what goes out next, by the server's clock: the browser's own may be wrong.
// Eyes get a ticking clock; a screen reader gets the sentence, brought up to date each minute and never announced.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const moments = [...document.querySelectorAll("time[data-countdown]")];
  const shown = document.querySelector("[data-now]");
  if (!moments.length || !shown) {
    return;
  }
  const ahead = Date.parse(shown.dataset.now) - Date.now();
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const language = document.documentElement.lang || "en";
  const unit = (name, count) =>
    new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "long" }).format(count);
  const two = (number) => String(number).padStart(2, "0");
  const words = (days, hours, minutes) =>
    [["day", days], ["hour", hours], ["minute", minutes]]
      .filter(([, count]) => count)
      .map(([name, count]) => unit(name, count))
      .join(" ");

  const clocks = moments.map((element) => {
    const sentence = document.createElement("span");
    const ticking = document.createElement("span");
    sentence.className = "hidden-word";
    sentence.textContent = element.textContent;
    ticking.className = "ticking";
    ticking.setAttribute("aria-hidden", "true");
    element.replaceChildren(sentence, ticking);
    return { at: Date.parse(element.dateTime), over: element.dataset.over, sentence, ticking, minute: null };
  });

  const say = (clock) => {
    const left = Math.ceil((clock.at - Date.now() - ahead) / 1000);
    if (left <= 0) {
      clock.sentence.textContent = clock.over;
      clock.ticking.textContent = clock.over;
      return;
    }
    const [days, hours, minutes] = [Math.floor(left / 86400), Math.floor(left / 3600) % 24, Math.floor(left / 60) % 60];
    const spelled = words(days, hours, minutes) || unit("minute", 1);
    const digits = `${two(hours)}:${two(minutes)}:${two(left % 60)}`;
    clock.ticking.textContent = isCalm ? spelled : days ? `${unit("day", days)} ${digits}` : digits;
    if (clock.minute !== null && clock.minute !== minutes) {
      clock.sentence.textContent = spelled;
    }
    clock.minute = minutes;
  };

  const tick = () => clocks.forEach(say);
  tick();
  setInterval(tick, 1000);
  // A sleeping tab is behind until it is looked at.
  document.addEventListener("visibilitychange", () => document.hidden || tick());
});
