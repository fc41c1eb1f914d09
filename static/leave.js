// Leaving: one click or Shift three times blanks the page, forgets what this browser kept, and goes. For a while every page here leads
// there too (the server sees the cookie), so that none is behind "back"; one the browser kept whole is left again when it is shown.
(() => {
  const AT_MOST = 200; // ms that the page, blank already, waits for the kept help page to be gone
  const link = document.querySelector("[data-leave]");
  // The worker that keeps the help page outlives this page, and does not serve one that was reloaded past it.
  const forget = async () => {
    const worker = await navigator.serviceWorker?.getRegistration();
    worker?.active?.postMessage({});
    await Promise.all([globalThis.caches?.delete("help"), worker?.unregister()]);
  };
  const leave = (event) => {
    event?.preventDefault();
    document.documentElement.hidden = true;
    document.title = "…";
    try { sessionStorage.clear(); localStorage.clear(); } catch { /* storage is switched off: nothing was kept */ }
    document.cookie = `left=yes; path=/; max-age=300; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    const away = () => location.replace(link.dataset.leave);
    setTimeout(away, AT_MOST);
    forget().then(away, away);
  };
  link?.addEventListener("click", leave);
  addEventListener("pageshow", (event) => { if (event.persisted && document.cookie.includes("left=yes")) leave(); });
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") { presses = []; return; }
    if (event.repeat || !link) return;
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at < 1500);
    if (presses.length >= 3) leave();
  });
})();
