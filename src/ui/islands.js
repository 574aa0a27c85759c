// Starts the islands of a page. build.rs appends this to the module that wasm-bindgen makes, so
// that a page needs one script with a `src`, no inline script, and so no nonce.
// It walks the page as Leptos' own island_script.js does, but starts at once instead of waiting
// for an idle moment, and says when it is done: <html data-islands="ready">, or "failed".
{
  const wake = async (node, site, slots) => {
    if (node.localName === "leptos-island") {
      const island = site[node.dataset.component];
      if (island) {
        slots.at(-1)?.();
        await island(node);
      } else {
        console.warn(`no island called ${node.dataset.component}`);
      }
    }
    const inSlot = node.localName === "leptos-children";
    if (inSlot) slots.push(node.$$on_hydrate);
    for (const child of [...node.children]) await wake(child, site, slots);
    if (inSlot) slots.pop();
  };
  const page = document.documentElement;
  import(import.meta.url)
    .then(async (site) => {
      await site.default({ module_or_path: new URL("WASM_OF_THIS_BUNDLE", import.meta.url) });
      site.hydrate();
      await wake(document.body, site, []);
      page.dataset.islands = "ready";
    })
    .catch((error) => {
      page.dataset.islands = "failed";
      console.error(error);
    });
}
