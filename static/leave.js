// Leaving: one click or Shift three times blanks the page, forgets what this browser kept, and goes without a trace in "back".
(() => {
  const link = document.querySelector("[data-leave]");
  const leave = (event) => {
    event?.preventDefault();
    document.documentElement.hidden = true;
    document.title = "…";
    // The worker that keeps the help page outlives this page, and takes what it kept with it.
    navigator.serviceWorker?.controller?.postMessage({});
    try { sessionStorage.clear(); localStorage.clear(); } catch { /* storage is switched off: nothing was kept */ }
    location.replace(link.href);
  };
  link?.addEventListener("click", leave);
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") { presses = []; return; }
    if (event.repeat || !link) return;
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at < 1500);
    if (presses.length >= 3) leave();
  });
})();
