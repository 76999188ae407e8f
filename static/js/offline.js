// So that whom to call shows without a network, too.
navigator.serviceWorker?.register("/portal/worker.js").catch(() => {});
