// Keys for what a coordinator does all day. The list that «?» shows is also the list that is followed: each entry of
// #keys names its keys (data-keys) and where they lead (a link) or what they press (data-press) or go to (data-to).
"use strict";
(() => {
  const dialog = document.getElementById("keys"), entries = {};
  if (!dialog) return;
  for (const entry of dialog.querySelectorAll("[data-keys]")) entries[entry.dataset.keys] = entry;
  const off = () => dialog.dataset.off === "yes";
  const inField = (target) => target.closest("input, select, textarea, [contenteditable]");
  const TIME_FOR_SECOND = 1500;
  let first = "", forgets = 0;

  const links = () =>
    [...document.querySelectorAll("#rows li, #rows tr")].map((row) => row.querySelector("a[href]")).filter(Boolean);

  function step(by) {
    const all = links();
    if (!all.length) return false;
    const here = all.findIndex((link) => link === document.activeElement);
    all[here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1)].focus();
    return true;
  }

  function reach(selector) {
    const target = document.querySelector(selector);
    if (!target) return false;
    const go = () => {
      target.focus();
      target.scrollIntoView({ block: "nearest" });
    };
    const folded = target.closest("details:not([open])");
    if (!folded) return go(), true;
    folded.open = true;
    requestAnimationFrame(() => requestAnimationFrame(go));  // it can be focused once it is drawn
    return true;
  }

  function follow(entry) {
    if (entry.dataset.to) return reach(entry.dataset.to);
    if (entry.dataset.press) {
      const button = document.querySelector(entry.dataset.press);
      if (button) button.click();
      return Boolean(button);
    }
    const link = entry.querySelector("a[href]");
    if (link) location.href = link.href;
    return Boolean(link);
  }

  function show() {
    if (!dialog.open) dialog.showModal();
  }

  function pressed(key) {
    if (key === "?") return show(), true;
    if (key === "j" || key === "k") return step(key === "j" ? 1 : -1);
    const keys = first ? `${first} ${key}` : key;
    first = "";
    if (entries[keys]) return follow(entries[keys]);
    if (key !== "g") return false;
    first = "g";
    clearTimeout(forgets);
    forgets = setTimeout(() => { first = ""; }, TIME_FOR_SECOND);
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.key === "Escape" && !dialog.open && inField(event.target)) return event.target.blur();
    if (inField(event.target) || dialog.open) return;
    const onRow = links().includes(document.activeElement);
    if (onRow && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      if (step(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
      return;
    }
    if (!off() && event.key.length === 1 && pressed(event.key)) event.preventDefault();
  });

  for (const opener of document.querySelectorAll("[data-open-keys]")) {
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      show();
    });
  }
  document.getElementById("keys-close").addEventListener("click", () => dialog.close());
})();
