// One talk, with script: a draft survives a reload, a new line is told of beside the field, a prepared answer goes into
// it, colleagues see who looks and who writes, and older lines are fetched into the page.
"use strict";
(() => {
  const form = document.getElementById("reply"), text = document.getElementById("text");
  const seen = document.getElementById("seen"), news = document.getElementById("news");
  const lines = document.getElementById("transcript-lines");
  if (!form || !text || !lines) return;

  // --- the draft
  const key = `draft:${form.dataset.draft}`, told = document.getElementById("draft-told");
  const plain = (words) => words.replace(/\s+/g, " ").trim();
  const sent = (draft) =>
    [...lines.querySelectorAll(".coordinator .said")].some((line) => plain(line.textContent) === plain(draft));
  const draft = sessionStorage.getItem(key);
  if (draft && sent(draft)) sessionStorage.removeItem(key);
  else if (draft && !text.value.trim()) {
    text.value = draft;
    told.hidden = false;
  }
  function keep() {
    if (text.value.trim()) sessionStorage.setItem(key, text.value);
    else sessionStorage.removeItem(key);
  }
  text.addEventListener("input", keep);
  if (text.value.trim()) keep();
  document.getElementById("draft-drop").addEventListener("click", () => {
    text.value = "";
    keep();
    told.hidden = true;
    text.focus();
  });

  // --- what is new while somebody writes: told first, and only then counted as read
  const TIME_TO_SEE = 2000;
  document.addEventListener("desk:lines", (event) => {
    const fresh = event.detail.filter((line) => line.matches(".citizen, .coordinator"));
    if (!fresh.length) return;
    const newest = Math.max(...fresh.map((line) => Number(line.dataset.seq)));
    const writing = Boolean(text.value.trim());
    if (writing) news.textContent = news.dataset.words;
    setTimeout(() => { seen.value = Math.max(Number(seen.value), newest); }, writing ? TIME_TO_SEE : 0);
  });

  // --- prepared answers
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=canned]");
    if (!button) return;
    event.preventDefault();
    text.value = text.value.trim() ? `${text.value.trimEnd()}\n\n${button.dataset.text}` : button.dataset.text;
    text.dispatchEvent(new Event("input", { bubbles: true }));
    document.getElementById("canned").open = false;
    text.focus();
    const missing = /\[[A-ZÆØÅ ]+: [^\]\n]*\]/.exec(text.value);
    if (missing) text.setSelectionRange(missing.index, missing.index + missing[0].length);
  });

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("textarea");
    if (field && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      field.form.requestSubmit();
    }
  });

  // --- older lines
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("#older");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const answer = await fetch(link.href, { headers: { "hx-request": "true" } }).catch(() => null);
    if (!answer || !answer.ok) { location.href = link.href; return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const log = lines.parentElement, height = document.documentElement.scrollHeight;
    log.setAttribute("aria-live", "off");
    const older = [...page.querySelectorAll("#transcript-lines > li")].filter((l) => !document.getElementById(l.id));
    lines.prepend(...older.map((line) => document.importNode(line, true)));
    const again = page.getElementById("older");
    if (again) link.href = again.href;
    else link.parentElement.remove();
    window.scrollBy(0, document.documentElement.scrollHeight - height);
    setTimeout(() => log.removeAttribute("aria-live"), 1000);
  });

  // --- who is here
  const present = document.getElementById("present");
  const BEAT = 20000, STILL_WRITES = 6000;
  let state = "looks", stops = 0;
  const body = (what) => new URLSearchParams({ csrf: present.dataset.csrf, state: what });
  async function beat() {
    if (document.hidden) return;
    const answer = await fetch(present.dataset.beat, {
      method: "POST", body: body(state), headers: { "hx-request": "true" },
    }).catch(() => null);
    if (!answer) return;
    if (answer.status === 401) document.getElementById("signed-out").hidden = false;
    const html = answer.ok ? (await answer.text()).trim() : present.innerHTML.trim();
    if (html !== present.innerHTML.trim()) present.innerHTML = html;
  }
  function now(what) {
    if (what === state) return;
    state = what;
    beat();
  }
  text.addEventListener("input", () => {
    clearTimeout(stops);
    now("writes");
    stops = setTimeout(() => now("looks"), STILL_WRITES);
  });
  const leave = () => navigator.sendBeacon(present.dataset.beat, body("left"));
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : beat()));
  setInterval(beat, BEAT);
  beat();
})();
