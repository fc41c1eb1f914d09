// Passkeys: a form marked `data-passkey` asks the board what to ask, lets the browser ask it, and is then sent with the answer. The form to
// join has a button for it beside the passphrase.
(() => {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  const ask = async (form, at, isNew) => {
    const begun = await fetch(`${at}/begin`, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (!begun.ok) throw new Error();
    const { ticket, options } = await begun.json();
    const answer = isNew
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    return { ticket, answer: JSON.stringify(answer.toJSON()) };
  };
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    const problem = form.querySelector("[data-passkey-problem]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      problem.hidden = true;
      try {
        const { ticket, answer } = await ask(form, form.getAttribute("action"), form.dataset.passkey === "create");
        [form.elements.ticket.value, form.elements.answer.value] = [ticket, answer];
        form.submit();
      } catch { problem.hidden = false; }
    });
  }
  for (const part of document.querySelectorAll("[data-passkey-join]")) {
    part.hidden = false;
    const form = part.closest("form");
    const problem = part.querySelector("[data-passkey-problem]");
    part.querySelector("button").addEventListener("click", async () => {
      problem.hidden = true;
      form.elements.passphrase.disabled = true;
      try {
        if (!form.reportValidity()) return;
        const { ticket, answer } = await ask(form, "/join/passkey", true);
        [form.elements.passkey.value, form.elements.answer.value] = [ticket, answer];
        form.submit();
      } catch { problem.hidden = false; } finally { form.elements.passphrase.disabled = false; }
    });
  }
})();
