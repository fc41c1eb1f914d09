// Single keys at the desk. The server puts each key on its button as data-key (or none, where they are switched off); a key presses
// what stands there and does nothing else, so everything works the same without this file. Never while somebody types.
(() => {
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const form = desk.querySelector("form[data-mine]");
  const isField = (at) => at.matches?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  const openPanel = () => desk.querySelector("details.panel[open]");

  // Inside an open panel digits choose; every other key is the page's.
  const find = (key) => {
    const has = [...desk.querySelectorAll("[data-key]")].filter((one) => one.dataset.key === key && one.getClientRects().length > 0);
    return has.find((one) => openPanel()?.contains(one) && !one.closest("fieldset[data-chosen]")) ?? has.find((one) => !one.closest("details.panel") || one.matches("summary"));
  };

  const openOnly = (panel) => {
    const chosen = String(getSelection());
    for (const other of desk.querySelectorAll("details.panel[open]")) if (other !== panel) other.open = false;
    panel.open = true;
    for (const set of panel.querySelectorAll("fieldset")) delete set.dataset.chosen;
    const passage = panel.querySelector("[data-passage]");
    if (passage && chosen && desk.querySelector("[data-text]")?.textContent.includes(chosen)) {
      passage.value = chosen;
      passage.closest("details").open = true;
    }
    (passage?.dataset.passage === "first" && !passage.value ? passage : panel.querySelector("summary")).focus();
  };

  // A blank is selected, to be typed over; without one the words are ready to be sent.
  const fill = (button) => {
    const area = button.form.elements.message;
    area.value = button.dataset.words;
    const blank = /\{[^{}\n]+\}/.exec(area.value);
    if (blank) { area.focus(); area.setSelectionRange(blank.index, blank.index + blank[0].length); } else button.form.querySelector("[data-send], [data-go]").focus();
  };

  const press = (one) => {
    const panel = one.closest("details");
    if (one.matches("summary")) { if (panel.open || !panel.matches(".panel")) panel.open = !panel.open; else openOnly(panel); return; }
    if (isField(one)) { one.focus(); return; }
    one.click();
    if (one.type !== "radio") return;
    one.closest("fieldset").dataset.chosen = "";
    // "Something else" needs words; every other rule is reason enough, once all is chosen.
    if (one.value === "other") panel.querySelector("textarea[name=message]").focus();
    else if (!panel.querySelector("fieldset:not([data-chosen])")) panel.querySelector("[data-go]").click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
    if (event.key === "Escape") { const panel = openPanel(); if (panel) { panel.open = false; panel.querySelector("summary").focus(); } return; }
    if (isField(event.target)) return;
    const one = find(event.key.toLowerCase());
    if (!one) return;
    event.preventDefault();
    press(one);
  });
  desk.addEventListener("click", (event) => {
    const button = event.target.closest("[data-words]");
    if (button) { event.preventDefault(); fill(button); }
  });

  // Whoever leaves the page frees the case, unless they are back within half a minute. The next page was served before this one goes:
  // with the moment until which the case was theirs here, a case they have used since stays theirs.
  if (form) addEventListener("pagehide", () => {
    const { token, version, lease } = form.elements;
    navigator.sendBeacon(form.action, new URLSearchParams({ token: token.value, version: version.value, lease: lease.value, action: "away" }));
  });
})();
