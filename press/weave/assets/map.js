// The map of the book: which pages the one under the pointer, or under the keyboard's focus,
// builds on, through all others; and which build on it.
(() => {
  "use strict";

  const chart = (map) => {
    const items = [...map.querySelectorAll("li[data-page]")];
    const byName = new Map(items.map((item) => [item.dataset.page, item]));
    const needs = (item) => item.dataset.needs.split(" ").filter(Boolean).map((name) => byName.get(name)).filter(Boolean);
    const above = new Map();
    const ancestors = (item) => {
      if (!above.has(item)) {
        const found = new Set();
        for (const need of needs(item)) {
          found.add(need);
          for (const each of ancestors(need)) found.add(each);
        }
        above.set(item, found);
      }
      return above.get(item);
    };
    const said = map.querySelector(".press-map-said");
    const rest = said.textContent;
    const show = (item) => {
      const below = item ? items.filter((each) => ancestors(each).has(item)) : [];
      for (const each of items) {
        each.classList.toggle("press-here", each === item);
        each.classList.toggle("press-needed", Boolean(item) && ancestors(item).has(each));
        each.classList.toggle("press-leads", below.includes(each));
      }
      map.classList.toggle("press-pointed", Boolean(item));
      const count = (number) => (number === 1 ? "1 page" : `${number} pages`);
      said.textContent = item
        ? `${item.title} builds on ${count(ancestors(item).size)}; ${count(below.length)} build on it.`
        : rest;
    };
    const at = (event) => event.target.closest && event.target.closest("li[data-page]:not(.press-map-chapter)");
    map.addEventListener("pointerover", (event) => show(at(event)));
    map.addEventListener("pointerleave", () => show(null));
    map.addEventListener("focusin", (event) => show(at(event)));
    map.addEventListener("focusout", () => show(null));
    map.querySelector(".press-map-hint").hidden = false;
  };

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".press-map").forEach(chart));
})();
