// Drafts: what is being written stays in this tab, per place; on the device only where the person ticked so.
(() => {
  const key = (form) => `draft:${form.dataset.draft}`;
  const fields = (form) => [...form.elements].filter((field) =>
    field.name && !["token", "nonce", "passphrase", "sign_in_passphrase"].includes(field.name)
    && !["hidden", "password", "submit", "button"].includes(field.type));
  const keep = (form) => {
    const kept = {};
    for (const field of fields(form)) {
      if (field.type === "radio" || field.type === "checkbox") { if (field.checked) (kept[field.name] ??= []).push(field.value); }
      else kept[field.name] = [field.value];
    }
    const text = JSON.stringify(kept);
    sessionStorage.setItem(key(form), text);
    if (form.querySelector("[data-keep-on-device]")?.checked) localStorage.setItem(key(form), text);
    else localStorage.removeItem(key(form));
  };
  const bring = (form) => {
    const text = sessionStorage.getItem(key(form)) ?? localStorage.getItem(key(form));
    if (!text) return;
    const kept = JSON.parse(text);
    for (const field of fields(form)) {
      const values = kept[field.name] ?? [];
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else if (field.value === "" && values[0]) field.value = values[0];
    }
  };
  try {
    // A stored entry, or a sign-out, ends the draft of that place.
    for (const done of document.querySelectorAll("[data-draft-done]")) {
      for (const store of [sessionStorage, localStorage]) {
        if (done.dataset.draftDone === "all") store.clear(); else store.removeItem(`draft:${done.dataset.draftDone}`);
      }
    }
    for (const form of document.querySelectorAll("form[data-draft]")) {
      if (form.dataset.filled === undefined) bring(form); else keep(form);
      form.addEventListener("input", () => keep(form));
      form.addEventListener("change", () => keep(form));
    }
    for (const form of document.querySelectorAll("form[data-forgets]")) form.addEventListener("submit", () => { sessionStorage.clear(); localStorage.clear(); });
  } catch { /* storage is switched off: writing works without it */ }
})();
