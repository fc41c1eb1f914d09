// The help page of a chosen country is kept on the device (see offline.js), and says so.
(() => {
  const said = document.querySelector("[data-kept-here]");
  if (!said || !navigator.serviceWorker) return;
  const parts = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((part) => part.href ?? part.src);
  addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register("/offline.js");
      const { active } = await navigator.serviceWorker.ready;
      active.postMessage({ page: location.pathname, parts });
      said.hidden = false;
    } catch { /* switched off, or a private window: the page works as it is */ }
  });
})();
