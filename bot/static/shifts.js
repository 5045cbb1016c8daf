// The week of shifts, with script: a button that prints, and arrow keys between the shifts. Without this file the
// browser's own printing and Tab do the same.
"use strict";
(() => {
  const print = document.getElementById("print");
  print.hidden = false;
  print.addEventListener("click", () => window.print());

  // Up and down within a day, left and right to the nearest day that has something.
  document.getElementById("days").addEventListener("keydown", (event) => {
    const days = [...document.querySelectorAll(".day")];
    const from = days.findIndex((day) => day.contains(document.activeElement));
    if (from < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const links = [...days[from].querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    if (!step) return;
    let to = links[at + step[1]];
    if (step[0]) {
      let day = from + step[0];
      while (days[day] && !days[day].querySelector("a")) day += step[0];
      to = days[day] && days[day].querySelector("a");
    }
    if (!to) return;
    event.preventDefault();
    to.focus();
  });
})();
