"use strict";
// Finds articles by any words of their row, and sorts the table by a column.
{
  const body = document.querySelector("tbody");
  const rows = [...body.rows];
  const find = document.getElementById("find");

  find.addEventListener("input", () => {
    const words = find.value.toLowerCase().split(/\s+/);
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
    document.getElementById("matches").textContent = find.value && `${rows.filter((row) => !row.hidden).length} of ${rows.length}`;
  });

  const heads = [...document.querySelectorAll("thead th")];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const isNumber = head.classList.contains("number");
      const wasUp = head.getAttribute("aria-sort") === (isNumber ? "descending" : "ascending");
      const up = isNumber ? wasUp : !wasUp;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const cell = (row) => row.cells[column].textContent;
      const compare = isNumber ? (a, b) => cell(a) - cell(b) : (a, b) => cell(a).localeCompare(cell(b));
      body.append(...rows.sort((a, b) => (up ? compare(a, b) : compare(b, a))));
    });
  });
}
