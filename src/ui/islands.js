// Brings a page to life. build.rs appends this to the module that wasm-bindgen makes, so that a page
// needs one script with a `src`, no inline script, and so no nonce. It starts at once instead of waiting
// for an idle moment, and says when it is done: <html data-islands="ready">, or "failed".
{
  const page = document.documentElement;
  import(import.meta.url)
    .then(async (site) => {
      await site.default({ module_or_path: new URL("WASM_OF_THIS_BUNDLE", import.meta.url) });
      site.hydrate();
      page.dataset.islands = "ready";
    })
    .catch((error) => {
      page.dataset.islands = "failed";
      console.error(error);
    });
}
