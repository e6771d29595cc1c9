"use strict";
// Shows what is behind a mark, lights and joins what belongs together, and takes hidden kinds out of the tab order.
// Without this script the page has everything but the joining: marks then have titles, links and filter need no script.
{
  const tip = document.getElementById("tip");
  const ties = document.getElementById("ties");
  const article = document.getElementById("article");
  const filter = document.querySelectorAll(".filter input");
  const isShown = (mark) => document.getElementById(`show-${mark.classList[0]}`)?.checked ?? true;

  for (const mark of document.querySelectorAll("mark[title]")) {
    mark.dataset.tip = mark.title;
    mark.removeAttribute("title");
    mark.setAttribute("aria-description", mark.dataset.tip);
  }

  // The mark and those around it, the innermost first.
  function around(element) {
    const marks = [];
    for (let at = element.closest("mark"); at; at = at.parentElement.closest("mark")) {
      if (at.dataset.tip && isShown(at)) marks.push(at);
    }
    return marks;
  }

  function show(element) {
    hide();
    const marks = around(element);
    const group = marks.find((mark) => mark.dataset.group)?.dataset.group ?? element.closest("li[data-group]")?.dataset.group;
    if (group) light(group);
    if (marks.length) explain(marks);
  }

  function hide() {
    tip.hidden = true;
    ties.replaceChildren();
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  }

  function light(group) {
    const same = [...document.querySelectorAll(`[data-group="${group}"]`)].filter(isShown);
    for (const element of same) element.classList.add("lit");
    tie(same.filter((element) => element.matches("mark.quotes")), same.filter((element) => element.matches("mark.speaks, mark.speaker")));
  }

  // Bars beside the quotes and dots beside the speaker's words, on one line in the margin.
  function tie(quotes, speakers) {
    if (!quotes.length) return;
    const top = article.getBoundingClientRect().top;
    const extents = (element) => {
      const rects = [...element.getClientRects()];
      return [rects[0].top - top, rects[rects.length - 1].bottom - top];
    };
    const bars = quotes.map(extents);
    const dots = speakers.map(extents).map(([from, to]) => (from + to) / 2);
    const ends = [...bars.flat(), ...dots];
    draw("path", { d: `M3 ${Math.min(...ends)}V${Math.max(...ends)}` });
    for (const [from, to] of bars) draw("rect", { x: 1, width: 4, rx: 2, y: from, height: to - from });
    for (const dot of dots) draw("circle", { cx: 3, cy: dot, r: 4 });
  }

  function draw(name, attributes) {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    ties.append(shape);
  }

  // Lines of a tip: what it is, details, and last the rule.
  function explain(marks) {
    const paragraphs = marks.flatMap((mark) => mark.dataset.tip.split("\n").map((line, at, lines) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = line;
      paragraph.className = at === 0 ? "kind" : at === lines.length - 1 ? "rule" : "name";
      return paragraph;
    }));
    tip.replaceChildren(...paragraphs);
    tip.hidden = false;
    const rects = marks[0].getClientRects();
    const last = rects[rects.length - 1];
    const below = last.bottom + 8 + tip.offsetHeight < innerHeight;
    tip.style.left = `${Math.max(8, Math.min(last.left, document.documentElement.clientWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${below ? last.bottom + 8 : Math.max(8, rects[0].top - tip.offsetHeight - 8)}px`;
  }

  const isOfInterest = (target) => target instanceof Element && target.closest("mark, li[data-group]");
  for (const event of ["pointerover", "focusin"]) {
    document.addEventListener(event, ({ target }) => (isOfInterest(target) ? show(target) : hide()));
  }
  document.addEventListener("click", ({ target }) => isOfInterest(target) && show(target));
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  addEventListener("resize", hide);
  addEventListener("scroll", () => (tip.hidden = true), { passive: true });

  function settle() {
    hide();
    for (const mark of document.querySelectorAll("mark[data-tip]")) mark.tabIndex = isShown(mark) ? 0 : -1;
  }
  for (const input of filter) input.addEventListener("change", settle);
  settle();
}
