// The chat, with script: a sent message and its answers are put into the log where they belong, once.
// htmx posts the forms and keeps the stream; without this file everything works by loading the page.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const lines = byId("lines"), send = byId("send"), text = byId("text");
  const thinking = byId("thinking"), problem = byId("problem"), who = byId("who");
  const LONGEST_THOUGHT = 15000; // ms; an answer or an honest line has come long before
  let underWay = "", timer = 0, live = false;

  const lastSeq = () => lines.lastElementChild ? lines.lastElementChild.dataset.seq : "0";
  const withPerson = () => who.querySelector("[data-person=yes]") !== null;

  function think(yes) {
    clearTimeout(timer);
    thinking.textContent = yes && !withPerson() ? thinking.dataset.words : "";
    if (yes) timer = setTimeout(nothingCame, LONGEST_THOUGHT);
  }

  // The stream is broken without our knowing, or the server was: the page itself tells what there is.
  function nothingCame() {
    think(false);
    live = false;
    if (!withPerson() && !text.value) location.reload();
  }

  function place(html) {
    const box = document.createElement("template");
    box.innerHTML = html;
    let first = null, answered = false;
    for (const item of box.content.querySelectorAll("li[data-seq]")) {
      if (byId(item.id)) continue;
      const after = [...lines.children].find((other) => Number(other.dataset.seq) > Number(item.dataset.seq));
      lines.insertBefore(item, after || null);
      htmx.process(item);
      first = first || item;
      answered = answered || !item.classList.contains("citizen");
    }
    if (answered) think(false);
    if (first) first.scrollIntoView({ block: first.offsetHeight > innerHeight / 2 ? "start" : "nearest" });
  }

  // A line says something else from now on, where it stands. An answer that has the focus is left until the focus has
  // gone elsewhere by itself: whoever uses a keyboard or a screen reader must not lose their place.
  function change(html) {
    const box = document.createElement("template");
    box.innerHTML = html;
    for (const item of box.content.querySelectorAll("li[data-seq]")) {
      const known = byId(item.id);
      if (!known) continue;
      const said = known.querySelector(".said"), answers = known.querySelector(".answers");
      const news = item.querySelector(".said").innerHTML;
      if (said.innerHTML !== news) said.innerHTML = news;
      if (!answers || item.querySelector(".answers")) continue;
      if (!answers.contains(document.activeElement)) answers.remove();
      else answers.addEventListener("focusout", (event) => {
        if (!answers.contains(event.relatedTarget)) setTimeout(() => answers.remove());
      });
    }
  }

  function giveBack() {
    if (underWay) text.value = underWay + (text.value ? "\n" + text.value : "");
    underWay = "";
    think(false);
  }

  function sayProblem(words) {
    const box = document.createElement("div"), title = document.createElement("h2"), line = document.createElement("p");
    box.className = "ds-alert";
    box.dataset.color = "warning";
    title.className = "ds-heading";
    title.dataset.size = "2xs";
    title.textContent = problem.dataset.title;
    line.textContent = words;
    box.append(title, line);
    problem.replaceChildren(box);
  }

  document.body.addEventListener("htmx:configRequest", (event) => {
    event.detail.parameters.after = lastSeq();
    event.detail.parameters.live = live ? "yes" : "no";
  });
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    problem.replaceChildren();
    text.removeAttribute("aria-invalid");
    if (event.target === send) {
      underWay = text.value;
      text.value = "";
      text.focus();
    }
    think(true);
  });
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { target, xhr } = event.detail;
    if (target === problem) {
      giveBack();
      text.setAttribute("aria-invalid", "true");
    } else if (target === lines) {
      event.detail.shouldSwap = false;
      if (xhr.status < 400) return place(xhr.responseText);
      giveBack();
      sayProblem(problem.dataset.offline);
    }
  });
  document.body.addEventListener("sent", (event) => {
    underWay = "";
    for (const field of document.querySelectorAll("input[name=nonce]")) field.value = event.detail.nonce;
    if (lines.lastElementChild && !lines.lastElementChild.classList.contains("citizen")) think(false);
  });
  document.body.addEventListener("htmx:sendError", () => {
    giveBack();
    sayProblem(problem.dataset.offline);
  });

  document.body.addEventListener("htmx:sseOpen", () => { live = true; });
  document.body.addEventListener("htmx:sseError", () => { live = false; });
  document.body.addEventListener("htmx:sseBeforeMessage", (event) => {
    event.preventDefault();
    const { type, data } = event.detail;
    if (type === "line") place(data);
    else if (type === "changed") change(data);
    else if (type === "reload") location.reload();
    else if (type === "who" && who.textContent.trim() !== new DOMParser().parseFromString(data, "text/html").body.textContent.trim()) {
      who.innerHTML = data;
      if (withPerson()) think(false);
    }
  });

  if (matchMedia("(pointer: fine)").matches) {
    byId("hint").hidden = false;
    text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      send.requestSubmit();
    });
  }
  if (lines.lastElementChild && !location.hash) lines.lastElementChild.scrollIntoView({ block: "nearest" });
})();
