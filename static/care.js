// Help beside the words: while somebody writes, their text is read by our own server (`POST /care`, nowhere else, kept nowhere) and
// the panel for it is put under it. Never over it, never with the focus; whoever hides it keeps it hidden, until it is about more.
(() => {
  const REST = 1500;      // after the last key, ms
  const APART = 4000;     // between two questions, ms
  const LONGEST = 120_000;
  const level = (panel) => Number(panel?.dataset.level ?? 0);
  const textOf = (form) => form.querySelector("textarea[name=text]");

  /** What a panel can do once script runs: its words to someone trusted go to the clipboard by a button. */
  const dress = (panel) => {
    for (const quote of navigator.clipboard ? panel.querySelectorAll("[data-copy]") : []) {
      const line = document.createElement("p");
      const button = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: quote.dataset.button });
      const said = Object.assign(document.createElement("span"), { className: "quiet" });
      said.setAttribute("role", "status");
      button.addEventListener("click", () => navigator.clipboard.writeText(quote.textContent.trim()).then(() => { said.textContent = ` ${quote.dataset.copy}`; }, () => getSelection().selectAllChildren(quote)));
      line.append(button, said);
      quote.after(line);
    }
  };

  const begin = (form, place) => {
    const box = form.querySelector("[data-care-switch] input");
    const said = form.querySelector("[data-care-said]");
    const area = textOf(form);
    let [clock, last, apart, asked, hidden, off] = [0, 0, APART, null, 0, false];
    const words = () => ({ title: form.elements.title?.value ?? "", text: area.value });
    const shown = () => place.querySelector("[data-level]");

    const put = (html, chosen) => {
      const part = document.createElement("template");
      part.innerHTML = html;
      const [before, panel] = [shown(), part.content.querySelector("[data-level]")];
      if (!chosen && level(panel) === level(before)) return;
      // Somebody is using it: it stays as it is until they are back in their text.
      if (!chosen && place.contains(document.activeElement)) { asked = null; return; }
      if (before) hidden = before.querySelector(".care").open ? 0 : level(before);
      const more = level(panel) > Math.max(level(before), hidden);
      if (panel) {
        panel.querySelector(".care").open = chosen || level(panel) > hidden;
        const open = new Set([...before?.querySelectorAll("details details[open] > summary") ?? []].map((summary) => summary.textContent));
        for (const fold of panel.querySelectorAll("details details")) fold.open = !chosen && open.has(fold.querySelector("summary").textContent);
        dress(panel);
      }
      place.replaceChildren(...(panel ? [panel] : []));
      if (chosen) panel?.querySelector("summary").focus();
      else said.textContent = more ? `${panel.querySelector("[data-care-title]").textContent} ${said.dataset.more}` : "";
    };

    const ask = async (country) => {
      const { title, text } = words();
      if (!country && `${title}\n${text}` === asked) return;
      if (!country && !`${title}${text}`.trim()) { asked = "\n"; put(""); return; }
      [asked, last] = [`${title}\n${text}`, Date.now()];
      let answer;
      try { answer = await fetch("/care", { method: "POST", body: new URLSearchParams(country ? { title, text, country } : { title, text }) }); } catch { /* as below */ }
      if (off) return;
      if (answer?.ok) { apart = APART; put(await answer.text(), Boolean(country)); return; }
      // Not now, and nobody is bothered with it: later, and less often.
      if (answer?.status === 404) { off = true; return; }
      [asked, apart] = [null, Math.min(apart * 2, LONGEST)];
      soon();
    };
    const soon = () => {
      clearTimeout(clock);
      if (!off && box.checked) clock = setTimeout(ask, Math.max(REST, last + apart - Date.now()));
    };

    const turn = () => {
      off = !box.checked;
      if (off) put("", !place.contains(document.activeElement)); else { asked = null; soon(); }
    };

    form.addEventListener("input", (event) => { if (["text", "title"].includes(event.target.name)) soon(); });
    place.addEventListener("focusout", soon);
    form.querySelector("[data-care-switch]").hidden = false;
    box.addEventListener("change", () => {
      clearTimeout(clock);
      turn();
      const wanted = box.checked;
      const kept = (answer) => answer.ok || answer.type === "opaqueredirect";
      fetch("/me/care", { method: "POST", redirect: "manual", body: new URLSearchParams({ token: form.elements.token.value, on: wanted ? "yes" : "no" }) })
        // What was not kept is not so: the box says again what is.
        .then((answer) => { if (!kept(answer)) throw answer; }).catch(() => { if (box.checked === wanted) { box.checked = !wanted; turn(); } });
    });
    form.addEventListener("click", (event) => {
      if (!event.target.closest("button[value=country]") || off || !box.checked) return;
      const { value } = place.querySelector("select[name=country]");
      event.preventDefault();
      if (value) ask(value);
    });
  };

  for (const panel of document.querySelectorAll("[data-level]")) dress(panel);
  for (const place of document.querySelectorAll("form [data-care]")) {
    const form = place.closest("form");
    if (form.querySelector("[data-care-switch]")) begin(form, place);
    form.addEventListener("click", (event) => {
      if (!event.target.closest("[data-keep-writing]")) return;
      event.preventDefault();
      event.target.closest(".care").open = false;
      textOf(form).focus();
    });
  }
  // Words to start a reply with: into the text, to be changed there.
  for (const button of document.querySelectorAll("[data-start]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const area = textOf(button.form);
      const before = area.value.trimEnd();
      area.value = `${before}${before && " "}${button.textContent}`;
      area.focus();
      area.setSelectionRange(area.value.length, area.value.length);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
})();
