// The console, with script: the open page asks for itself when something changed, and takes in what is new.
// What a coordinator is typing is never touched. Without this file, loading the page again does the same.
"use strict";
(() => {
  const busy = (region) => {
    const active = document.activeElement;
    return region.contains(active) && ["INPUT", "SELECT", "TEXTAREA"].includes(active.tagName);
  };

  // What somebody has opened stays as it is until they close it.
  const held = (part) => busy(part) || part.querySelector("details[open]") !== null;

  function replace(old, fresh) {
    if (busy(old) || old.innerHTML === fresh.innerHTML) return;
    const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
    old.innerHTML = fresh.innerHTML;
    htmx.process(old);
    if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
  }

  // Lines have a number and stand in its order: a talk that is merged brings older ones, one that is parted takes its own away.
  const number = (item) => Number(item.dataset.seq || Infinity);

  function append(old, fresh) {
    const items = [...fresh.querySelectorAll(":scope > li")], added = [];
    for (const item of items) {
      const known = document.getElementById(item.id);
      if (!known) {
        const after = [...old.children].reverse().find((other) => number(other) <= number(item));
        const line = document.importNode(item, true);
        if (after) after.after(line); else old.prepend(line);
        added.push(line);
        continue;
      }
      for (const part of [".said", ".meta"]) {
        const there = known.querySelector(part), news = item.querySelector(part);
        if (there && news && !held(there) && there.innerHTML !== news.innerHTML) there.innerHTML = news.innerHTML;
      }
    }
    const first = items.length ? number(items[0]) : Infinity, there = new Set(items.map((item) => item.id));
    for (const line of [...old.children]) {
      if (line.dataset.seq && number(line) >= first && !there.has(line.id)) line.remove();
    }
    if (added.length) document.dispatchEvent(new CustomEvent("desk:lines", { detail: added }));
  }

  const value = (old, fresh) => { old.value = fresh.value; };

  // Why something was not done stands until something is done: a refresh by itself does not wipe it away.
  function takeIn(html, byItself) {
    const page = new DOMParser().parseFromString(html, "text/html");
    document.title = page.title || document.title;
    for (const old of document.querySelectorAll("[data-live]")) {
      const fresh = byItself && old.id === "problem" ? null : page.getElementById(old.id);
      if (fresh) ({ append, value }[old.dataset.live] || replace)(old, fresh);
    }
    document.dispatchEvent(new CustomEvent("desk:taken-in"));
  }

  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, elt } = event.detail;
    event.detail.shouldSwap = false;
    if (xhr.status === 401) document.getElementById("signed-out").hidden = false;
    else if (xhr.status === 404 && elt.id === "refresh") location.reload();
    else takeIn(xhr.responseText, elt.id === "refresh");
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.target.id === "note-form" && event.detail.xhr.status < 400) event.target.reset();
  });

  // A browser opens six connections to one place (HTTP/1.1). So that many open talks and shifts do not use them
  // up, a stream rests while its tab is hidden. The queue's goes on: its title tells how many wait.
  const stream = document.getElementById("stream");
  let source = null;
  document.body.addEventListener("htmx:sseOpen", (event) => { source = event.detail.source; });
  document.addEventListener("visibilitychange", () => {
    if (!stream || stream.getAttribute("sse-connect").includes("topic=queue")) return;
    if (document.hidden) {
      if (source) source.close();
      return;
    }
    htmx.trigger("#refresh", "sse:changed");
    const again = document.getElementById("stream").cloneNode(true);
    document.getElementById("stream").replaceWith(again);
    htmx.process(again);
  });

  // What is written and not sent goes with whoever signs out.
  document.addEventListener("submit", (event) => {
    if (!event.target.action.endsWith("/console/sign-out")) return;
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft:")) sessionStorage.removeItem(key);
  });

  const last = document.querySelector("#transcript-lines > li:last-child");
  if (last && !location.hash) last.scrollIntoView({ block: "nearest" });
})();
