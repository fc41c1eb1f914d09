// Passkeys: a form marked `data-passkey` asks the board what to ask, lets the browser ask it, and is then sent with the answer.
(() => {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  const ask = async (form) => {
    const fields = new URLSearchParams(new FormData(form));
    const begun = await fetch(`${form.getAttribute("action")}/begin`, { method: "POST", body: fields });
    if (!begun.ok) { form.querySelector("[data-passkey-problem]").hidden = false; return; }
    const { ticket, options } = await begun.json();
    const answer = form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    form.elements.ticket.value = ticket;
    form.elements.answer.value = JSON.stringify(answer.toJSON());
    form.submit();
  };
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      form.querySelector("[data-passkey-problem]").hidden = true;
      ask(form).catch(() => { form.querySelector("[data-passkey-problem]").hidden = false; });
    });
  }
})();
