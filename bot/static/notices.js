// Danger and broken deadlines, told on every page of the console. Of all open tabs one follows the queue (a browser opens
// six connections to one place) and tells the others. What is shown and sounded names nobody and nothing that was said.
"use strict";
(() => {
  const place = document.getElementById("alarm");
  if (!place) return;
  const say = place.dataset, tabs = new BroadcastChannel("desk");
  let chosen = new Set((say.chosen || "").split(" ")), after = 0, danger = [], late = false, closed = "";

  // --- what stands on the page
  const MARK = "(!) ";
  function title() {
    const bare = document.title.startsWith(MARK) ? document.title.slice(MARK.length) : document.title;
    document.title = place.childElementCount ? MARK + bare : bare;
  }
  function banner(words, href, link, close) {
    const line = document.createElement("p"), to = document.createElement("a"), away = document.createElement("button");
    Object.assign(to, { className: "ds-link", href, textContent: link });
    Object.assign(away, { className: "ds-button", type: "button", textContent: say.close });
    Object.assign(away.dataset, { variant: "tertiary", size: "sm" });
    away.addEventListener("click", close);
    line.className = "alarm";
    line.append(`${words} `, to, " ", away);
    return line;
  }
  function draw() {
    const there = danger.filter((id) => !location.pathname.endsWith(id));
    const now = there.join() === closed ? [] : there;
    const lines = [];
    const words = location.pathname.startsWith("/console/talks/") ? say.dangerElsewhere : say.danger;
    if (now.length) lines.push(banner(words, `/console/talks/${now[0]}`, say.dangerLink, () => { closed = there.join(); draw(); }));
    if (late) lines.push(banner(say.overdue, "/console/requests", say.overdueLink, () => { late = false; draw(); }));
    const drawn = lines.map((line) => line.textContent).join();
    if (drawn !== place.textContent || !drawn) place.replaceChildren(...lines);
    title();
  }
  document.addEventListener("desk:taken-in", title);

  // --- sound, made here: two falling tones for danger, one soft one for a deadline
  const TONES = { danger: [[880, 0], [660, 0.25], [880, 0.5], [660, 0.75]], overdue: [[520, 0]] };
  let audio = null;
  async function play(kind) {
    audio = audio || new AudioContext();
    if (audio.state !== "running") await Promise.race([audio.resume(), new Promise((done) => setTimeout(done, 300))]);
    if (audio.state !== "running") return false;
    for (const [pitch, at] of TONES[kind]) {
      const tone = audio.createOscillator(), loud = audio.createGain(), begins = audio.currentTime + at;
      tone.frequency.value = pitch;
      loud.gain.setValueAtTime(0.2, begins);
      loud.gain.exponentialRampToValueAtTime(0.001, begins + 0.22);
      tone.connect(loud).connect(audio.destination);
      tone.start(begins);
      tone.stop(begins + 0.25);
    }
    return true;
  }
  const once = (name, act) => (navigator.locks ? navigator.locks.request(name, { ifAvailable: true }, (lock) => lock && act()) : act());
  const sound = (kind) => once("desk-sound", async () => {
    if (await play(kind)) await new Promise((done) => setTimeout(done, 3000));  // no second tab sounds it too
  });

  function pop(kind) {
    if (!("Notification" in window) || Notification.permission !== "granted") return;
    const note = new Notification(say.title, { body: kind === "danger" ? say.danger : say.overdue, tag: `desk-${kind}` });
    note.onclick = () => {
      window.focus();
      location.href = kind === "danger" && danger.length ? `/console/talks/${danger[0]}` : "/console/";
    };
  }

  // --- from the queue to every tab
  function heard(message) {
    if (message.chosen) chosen = new Set(message.chosen);
    if (message.after) after = Math.max(after, message.after);
    if (message.danger) danger = message.danger;
    if (message.kinds && message.kinds.includes("overdue")) late = true;
    if (message.danger || message.kinds) draw();
    for (const kind of message.kinds || []) if (chosen.has(`sound_${kind}`)) sound(kind);
  }
  tabs.onmessage = (event) => heard(event.data);
  const tell = (message) => { heard(message); tabs.postMessage(message); };

  async function ask(kinds) {
    const answer = await fetch("/console/alerts", { headers: { "hx-request": "true" } }).catch(() => null);
    if (!answer || !answer.ok) return;
    const state = await answer.json();
    tell({ danger: state.danger, after: after || state.after, kinds });
    for (const kind of kinds) if (chosen.has(`notice_${kind}`)) pop(kind);
  }

  const MATTERS = /alarm|overdue|taken|given|close|back_to_queue|hand_back|read|erased|merged|reload/;
  function follow() {
    const stream = new EventSource(`/console/stream?topic=queue&after=${after}`);
    stream.addEventListener("changed", (event) => {
      tabs.postMessage({ after: Number(event.lastEventId) });
      if (!MATTERS.test(event.data)) return;
      const kinds = event.data.split(" ");
      ask([["alarm", "danger"], ["overdue", "overdue"]].filter(([name]) => kinds.includes(name)).map(([, kind]) => kind));
    });
    return new Promise(() => {});  // for as long as the tab is open
  }

  tabs.postMessage({ chosen: [...chosen] });  // the page that was loaded last knows best what was chosen
  ask([]).then(() => (navigator.locks ? navigator.locks.request("desk-notices", follow) : follow()));

  // --- the page where it is chosen
  const test = document.getElementById("try-sound"), permit = document.getElementById("permit");
  if (test) test.addEventListener("click", async () => {
    document.getElementById("sound-told").textContent = (await play("danger")) ? say.played : say.notPlayed;
  });
  if (permit) {
    const told = document.getElementById("permit-told");
    const tellPermission = () => {
      const state = "Notification" in window ? Notification.permission : "missing";
      told.textContent = say[`permission${state[0].toUpperCase()}${state.slice(1)}`];
      permit.hidden = state !== "default";
    };
    permit.addEventListener("click", async () => { await Notification.requestPermission(); tellPermission(); });
    tellPermission();
  }
})();
