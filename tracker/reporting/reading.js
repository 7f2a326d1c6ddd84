"use strict";
(() => {
  const all = [...document.querySelectorAll("[data-m]")];
  const ids = (node) => node.dataset.m.split(" ");
  const links = new Map();
  for (const card of document.querySelectorAll(".card")) {
    const linked = [...card.querySelectorAll("dd a[data-m]")].flatMap(ids);
    links.set(card.id, linked);
  }
  const light = (wanted) => {
    const linked = new Set(wanted.flatMap((id) => links.get(id) || []));
    for (const node of all) {
      const own = ids(node);
      node.classList.toggle("on", own.some((id) => wanted.includes(id)));
      node.classList.toggle("linked", own.some((id) => linked.has(id) && !wanted.includes(id)));
    }
  };
  const innermost = (node) => {
    const own = node ? ids(node) : [];
    const items = own.filter((id) => /^[pckut]\d+$/.test(id));
    return items.length ? items : own.slice(-1);
  };
  const at = (event) => event.target.closest("[data-m]");
  document.addEventListener("pointerover", (event) => light(innermost(at(event))));
  document.addEventListener("focusin", (event) => light(innermost(at(event))));
  document.addEventListener("click", (event) => {
    const stretch = event.target.closest("span.s");
    if (!stretch || String(document.getSelection())) return;
    const card = document.getElementById(innermost(stretch)[0]);
    if (!card) return;
    card.closest("details")?.setAttribute("open", "");
    card.scrollIntoView({ block: "nearest" });
    card.focus({ preventScroll: true });
  });
  addEventListener("hashchange", () => {
    const node = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    node?.closest("details")?.setAttribute("open", "");
  });
})();
