// Drafts: what is being written stays in this tab, per place (`data-draft`); on the device only where the person ticked so.
// A draft ends when its entry was stored, on signing out, and on leaving; nothing else ends it.
(() => {
  const SENT = "sent-from";
  const SECRET = ["token", "nonce", "alias", "country", "sign_in_name", "sign_in_passphrase", "sign_in_code"];
  const key = (place) => `draft:${place}`;
  const fields = (form) => [...form.elements].filter((field) =>
    field.name && !SECRET.includes(field.name) && !["hidden", "password", "submit", "button"].includes(field.type));
  const box = (form) => form.querySelector("[data-keep-on-device]");
  const read = (form) => {
    try { return JSON.parse(sessionStorage.getItem(key(form.dataset.draft)) ?? localStorage.getItem(key(form.dataset.draft))); } catch { return null; }
  };

  const keep = (form) => {
    const kept = {};
    for (const field of fields(form)) {
      if (field.type === "radio" || field.type === "checkbox") { kept[field.name] ??= []; if (field.checked) kept[field.name].push(field.value); }
      else kept[field.name] = [field.value];
    }
    // Once sent, the form keeps its number: sent again, it is the same entry, whatever became of the first answer.
    const once = form.dataset.once ? JSON.parse(form.dataset.once) : undefined;
    const text = JSON.stringify({ kept, once });
    try {
      sessionStorage.setItem(key(form.dataset.draft), text);
      if (box(form)?.checked) localStorage.setItem(key(form.dataset.draft), text);
      else localStorage.removeItem(key(form.dataset.draft));
    } catch { /* full or switched off: the page itself still holds the words */ }
  };

  const bring = (form) => {
    const draft = read(form);
    if (!draft?.kept) return;
    for (const field of fields(form)) {
      const values = draft.kept[field.name];
      if (!values) continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
    if (draft.once) {
      form.dataset.once = JSON.stringify(draft.once);
      for (const [name, value] of Object.entries(draft.once)) if (form.elements[name]) form.elements[name].value = value;
      const alias = form.querySelector("[data-alias]");
      if (alias && draft.once.alias) alias.textContent = draft.once.alias;
    }
    for (const fold of form.querySelectorAll("details.notes")) fold.open ||= fold.querySelector(":checked") !== null || [...fold.querySelectorAll("input[type=text]")].some((field) => field.value);
  };

  const remember = (form) => {
    form.dataset.once = JSON.stringify(Object.fromEntries(["nonce", "alias"].filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value])));
    keep(form);
    try { sessionStorage.setItem(SENT, form.dataset.draft); } catch { /* as above */ }
  };

  // "all": everything; "all-here": the place a form was last sent from; "own-…-*": all that begin so; else one place.
  const forget = (place) => {
    for (const store of [sessionStorage, localStorage]) {
      if (place === "all") { store.clear(); continue; }
      const ends = place === "all-here" ? sessionStorage.getItem(SENT) : place;
      if (ends === null) continue;
      const begins = ends.endsWith("*") ? key(ends.slice(0, -1)) : null;
      for (const name of Object.keys(store)) if (begins ? name.startsWith(begins) : name === key(ends)) store.removeItem(name);
    }
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
      if (label) { label.hidden = false; box(form).checked = localStorage.getItem(key(form.dataset.draft)) !== null; }
      if (form.dataset.filled === undefined) bring(form); else keep(form);
    } catch { if (label) label.hidden = true; /* storage is switched off: writing works without it */ }
    const area = form.querySelector("[data-limit]");
    const line = form.querySelector("[data-left]");
    const changed = () => { keep(form); if (area && line) tell(area, line); };
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", () => remember(form));
    if (area && line) tell(area, line);
  };

  try {
    for (const done of document.querySelectorAll("[data-draft-done]")) forget(done.dataset.draftDone);
  } catch { /* switched off: nothing was kept */ }
  for (const form of document.querySelectorAll("form[data-draft]")) begin(form);
  for (const form of document.querySelectorAll("form[data-forgets]")) {
    form.addEventListener("submit", (event) => {
      if (!["erase", "nameless"].includes(event.submitter?.value)) return;
      try { forget(form.dataset.forgets); } catch { /* as above */ }
    });
  }
})();
