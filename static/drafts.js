// Drafts: what is being written stays in this tab, per place (`data-draft`); a guest's on the device where they ticked so, a member's in
// their account (`POST /drafts/PLACE`) unless they unticked it. A draft ends when its entry was stored, as the server says once in the
// cookie `stored`, or when it is thrown away; what is here ends on signing out and on leaving, too.
(() => {
  const SENT = "sent";
  const SECRET = ["token", "nonce", "alias", "country", "sign_in_name", "sign_in_passphrase", "sign_in_code"];
  const WORDS = ["title", "text", "wish", "notes", "note_own", "as"];
  const REST = 1500; // after the last key, until it is saved in the account, ms
  const key = (place) => `draft:${place}`;
  const who = document.body.dataset.who ?? ""; // whose page this is; empty where nobody is signed in
  const fields = (form) => [...form.elements].filter((field) =>
    field.name && !SECRET.includes(field.name) && !["hidden", "password", "submit", "button"].includes(field.type));
  const box = (form) => form.querySelector("[data-keep-on-device]");
  /** What is kept for the form. Somebody else's, who was signed in here before, is not shown; to nobody in particular it is. */
  const read = (form) => {
    try {
      const draft = JSON.parse(sessionStorage.getItem(key(form.dataset.draft)) ?? localStorage.getItem(key(form.dataset.draft)));
      form.dataset.owner = who || draft?.who || "";
      return draft?.who && draft.who !== form.dataset.owner ? null : draft;
    } catch { return null; }
  };

  const values = (form) => {
    const kept = {};
    for (const field of fields(form)) {
      if (field.type === "radio" || field.type === "checkbox") { kept[field.name] ??= []; if (field.checked) kept[field.name].push(field.value); }
      else kept[field.name] = [field.value];
    }
    return kept;
  };
  const alike = (one, other) => ["title", "text"].every((name) => (one[name]?.[0] ?? "") === (other[name]?.[0] ?? ""));

  const fill = (form, kept) => {
    for (const field of fields(form)) {
      const values = kept[field.name];
      if (!values) continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
    for (const fold of form.querySelectorAll("details.notes")) fold.open ||= fold.querySelector(":checked") !== null || [...fold.querySelectorAll("input[type=text]")].some((field) => field.value);
  };

  const keep = (form, saved) => {
    const kept = values(form);
    // Once sent, the form keeps its number: sent again, it is the same entry, whatever became of the first answer.
    const once = form.dataset.once ? JSON.parse(form.dataset.once) : undefined;
    const text = JSON.stringify({ kept, once, saved, known: form.elements.saved?.value, version: form.elements.version?.value, who: form.dataset.owner ?? who });
    try {
      sessionStorage.setItem(key(form.dataset.draft), text);
      if (box(form)?.checked) localStorage.setItem(key(form.dataset.draft), text);
      else localStorage.removeItem(key(form.dataset.draft));
    } catch { /* full or switched off: the page itself still holds the words */ }
  };

  // Words for an entry go with the version they were begun from, unless the page shows what stands now beside them: whoever saves
  // them is told then that it was changed meanwhile.
  const from = (form, version) => {
    const field = form.elements.version;
    if (field && version !== undefined && field.dataset.both === undefined) field.value = version;
  };

  const bring = (form, draft) => {
    fill(form, draft.kept);
    from(form, draft.version);
    if (draft.once) {
      form.dataset.once = JSON.stringify(draft.once);
      for (const [name, value] of Object.entries(draft.once)) if (form.elements[name]) form.elements[name].value = value;
      const alias = form.querySelector("[data-alias]");
      if (alias && draft.once.alias) alias.textContent = draft.once.alias;
    }
  };

  // What is kept in the account goes by its sequence (the field `saved`): whoever saves without knowing the last one is shown that
  // there is another, takes one of the two, and loses neither.
  const inAccount = (form) => {
    const [place, known, area] = [form.dataset.draft, form.elements.saved, form.elements.text];
    const tick = form.querySelector("[data-keep-in-account]");
    const said = form.querySelector("[data-kept-said]");
    const tab = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16)).join("");
    form.elements.tab.value = tab;
    let [clock, last, busy, waits, sent, under] = [0, JSON.stringify(values(form)), false, false, false, null];

    const word = (text) => { said.replaceChildren(text); said.hidden = text === ""; };
    const button = (text, act) => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: text });
      made.addEventListener("click", () => { act(); area.focus(); });
      said.append(" ", made);
    };
    const swap = (kept) => {
      const mine = values(form);
      fill(form, kept);
      from(form, kept.version?.[0]);
      form.dispatchEvent(new Event("change"));
      word(" ");
      button(said.dataset.back, () => { fill(form, mine); form.dispatchEvent(new Event("change")); word(""); });
    };
    /** Two drafts of one place: both are offered, and nothing is saved until one was taken. */
    const offer = (sentence, kept, sequence) => {
      waits = true;
      word(sentence);
      button(said.dataset.take, () => { waits = false; known.value = sequence; swap(kept); });
      button(said.dataset.stay, () => { waits = false; known.value = sequence; word(""); last = ""; soon(); });
    };
    const meet = (draft) => {
      const kept = Object.fromEntries(Object.entries(draft.words).map(([name, value]) => [name, [value].flat()]));
      if (alike(kept, values(form))) { known.value = draft.sequence; return; }
      if (area.value.trim() === "" && !form.elements.title?.value.trim()) { known.value = draft.sequence; fill(form, kept); from(form, kept.version?.[0]); last = JSON.stringify(values(form)); form.dispatchEvent(new Event("change")); return; }
      offer(said.dataset.other, kept, draft.sequence);
    };

    const save = async () => {
      const now = values(form);
      // Who left is not to find anything kept after they did.
      if (sent || waits || document.documentElement.hidden) return;
      if (busy) { soon(); return; }
      if (tick.checked && JSON.stringify(now) === last) return;
      const body = new URLSearchParams({ token: form.elements.token.value, known: known.value, tab });
      for (const name of ["nonce", "version"]) if (form.elements[name]) body.set(name, form.elements[name].value);
      // Unticked, nothing is kept: an empty draft is none.
      if (tick.checked) for (const name of WORDS) for (const value of now[name] ?? []) body.append(name, value);
      busy = true;
      under = new AbortController();
      try {
        const answer = await fetch(`/drafts/${place}`, { method: "POST", body, signal: under.signal, keepalive: String(body).length < 60_000 });
        if (document.documentElement.hidden) return;
        if (answer.status === 200) known.value = (await answer.json()).sequence;
        if (answer.status === 204) known.value = 0;
        if (answer.ok) { last = tick.checked ? JSON.stringify(now) : ""; keep(form, last === JSON.stringify(values(form))); }
        else if (answer.status === 409 && answer.headers.get("content-type") === "application/json" && !sent) meet(await answer.json());
      } catch { /* no network, or it was sent meanwhile: this tab has it */ } finally { busy = false; }
    };
    const soon = () => { clearTimeout(clock); clock = setTimeout(save, REST); };

    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    form.addEventListener("submit", () => { sent = true; clearTimeout(clock); under?.abort(); });
    addEventListener("pageshow", () => { sent = false; });
    document.addEventListener("visibilitychange", () => { if (document.hidden && JSON.stringify(values(form)) !== last) { clearTimeout(clock); save(); } });
    if (form.querySelector("[data-kept-since]") === null && form.dataset.filled === undefined) {
      // Not every page brings the account's draft along; it is asked for when somebody begins to write.
      area.addEventListener("focus", async () => {
        try {
          const answer = await fetch(`/drafts/${place}`);
          if (answer.status === 200) { const draft = await answer.json(); if (String(draft.sequence) !== known.value) meet(draft); }
        } catch { /* as above */ }
      }, { once: true });
    }
    return { offer, known };
  };

  /** What this tab holds, and what the account holds: the newer one, or both to choose from. */
  const start = (form) => {
    const account = form.elements.saved ? inAccount(form) : null;
    const kept = read(form);
    const here = form.dataset.filled === undefined ? kept : null;
    if (!here?.kept) { if (form.dataset.filled !== undefined) keep(form); return; }
    const page = account && form.querySelector("[data-kept-since]") !== null;
    if (!page || alike(here.kept, values(form)) || here.known === account.known.value) { if (account && !page && here.known) account.known.value = here.known; bring(form, here); }
    else if (!here.saved) account.offer(form.querySelector("[data-kept-said]").dataset.here, here.kept, account.known.value);
  };

  const remember = (form) => {
    form.dataset.once = JSON.stringify(Object.fromEntries(["nonce", "alias"].filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value])));
    keep(form);
    try { sessionStorage.setItem(SENT, JSON.stringify({ place: form.dataset.draft, kept: values(form) })); } catch { /* as above */ }
  };

  /** The place's draft goes, if it is `sent` and nothing newer; whatever it is where nothing was sent. */
  const forget = (place, sent) => {
    for (const store of [sessionStorage, localStorage]) {
      const kept = JSON.parse(store.getItem(key(place)))?.kept;
      if (!sent || JSON.stringify(kept) === JSON.stringify(sent)) store.removeItem(key(place));
    }
  };

  // The cookie is used up by the tab that sent the form; another one has nothing to do with it.
  const stored = () => {
    const place = document.cookie.match(/(?:^|; )stored=([^;]*)/)?.[1];
    const sent = JSON.parse(sessionStorage.getItem(SENT));
    if (place === undefined || (place !== "all" && place !== sent?.place)) return;
    document.cookie = "stored=; path=/; max-age=0; samesite=lax";
    if (place === "all") { sessionStorage.clear(); localStorage.clear(); return; }
    forget(place, sent.kept);
    sessionStorage.removeItem(SENT);
  };

  // The limit is counted as people count: in characters, not in bytes or halves of them; said only when it comes near.
  const count = (text) => { let n = 0; for (const _ of text.replace(/\s+$/, "")) n += 1; return n; };
  const tell = (area, line) => {
    const limit = Number(area.dataset.limit);
    const left = area.value.length < limit - 1000 ? 1000 : limit - count(area.value);
    line.hidden = left >= 1000;
    line.classList.toggle("is-over", left < 0);
    const number = Math.abs(left).toLocaleString(document.documentElement.lang);
    if (!line.hidden) line.textContent = `${number} ${left < 0 ? line.dataset.over : line.dataset.words}`;
  };

  const begin = (form) => {
    const label = form.querySelector("[data-keep]");
    try {
      if (label) label.hidden = false;
      if (box(form)) box(form).checked = localStorage.getItem(key(form.dataset.draft)) !== null;
      start(form);
    } catch { if (label) label.hidden = true; /* storage is switched off: writing works without it */ }
    const area = form.querySelector("[data-limit]");
    const line = form.querySelector("[data-left]");
    const changed = () => { keep(form); if (area && line) tell(area, line); };
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", () => remember(form));
    if (area && line) tell(area, line);
  };

  try { stored(); } catch { /* switched off: nothing was kept */ }
  for (const form of document.querySelectorAll("form[data-draft]")) begin(form);
  for (const form of document.querySelectorAll("form[data-throws]")) form.addEventListener("submit", () => { try { forget(form.dataset.throws); } catch { /* as above */ } });
  for (const form of document.querySelectorAll("form[data-forgets]")) {
    form.addEventListener("submit", (event) => {
      if (!["erase", "nameless"].includes(event.submitter?.value)) return;
      try { forget(form.dataset.forgets); } catch { /* as above */ }
    });
  }
})();
