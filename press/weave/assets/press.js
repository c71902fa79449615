// Small repairs of the theme's markup, so that every control has one clear name,
// and folds that open when a link leads into them, or when the page is printed.
(() => {
  "use strict";
  const each = (selector, change) => document.querySelectorAll(selector).forEach(change);

  document.documentElement.classList.add("press-js");

  // The rest of a docstring opens under its first sentence.
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".press-more");
    if (!button) return;
    const open = button.nextElementSibling.classList.toggle("press-open");
    button.setAttribute("aria-expanded", String(open));
  });

  const repair = () => {
    each(".search-button__button, .theme-switch-button", (button) => button.removeAttribute("aria-label"));
    each(".theme-switch-button", (button) => {
      if (button.querySelector(".visually-hidden")) return;
      const name = document.createElement("span");
      name.className = "visually-hidden";
      name.textContent = "Colour theme";
      button.append(name);
    });
    each(".search-button__kbd-shortcut", (hint) => hint.setAttribute("aria-hidden", "true"));
    each(".bd-sidebar-primary", (bar) => {
      bar.setAttribute("role", "navigation");
      bar.setAttribute("aria-label", "Pages of the book");
    });
    each(".katex-display, table, div.highlight pre, figure", (wide) => {
      if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
    });
  };

  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let node = target && target.parentElement; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    if (target) target.scrollIntoView();
    return target;
  };

  // A mark leads to the fold that holds its check, and the keyboard goes on from there.
  const follow = (event) => {
    const mark = event.target.closest("a.press-mark");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const here = new URL(mark.href, location.href);
    if (here.pathname !== location.pathname || !here.hash) return;
    event.preventDefault();
    if (location.hash !== here.hash) history.pushState(null, "", here.hash);
    arrive();
  };

  const arrive = () => {
    const target = reveal();
    const fold = target && target.closest("details.fold-proof");
    const place = fold ? fold.querySelector("summary") : target;
    if (!place) return;
    if (!fold) place.tabIndex = -1;
    place.scrollIntoView();
    place.focus({ preventScroll: true });
  };

  document.addEventListener("click", follow);
  document.addEventListener("DOMContentLoaded", () => { repair(); if (location.hash) reveal(); });
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => {
    each("details", (fold) => { fold.open = true; });
    each(".press-docstring", (rest) => rest.classList.add("press-open"));
  });
})();
