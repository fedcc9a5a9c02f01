
"use strict";
(() => {
  const table = document.getElementById("feature-table");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells);

  const key = (row, column) => {
    const cell = row.cells[column];
    const number = cell.getAttribute("data-v");
    if (number === null) return cell.textContent.toLowerCase();
    return number === "" ? -Infinity : Number(number);
  };
  const compare = (a, b) => a > b ? 1 : b > a ? -1 : 0;
  const sort = (head, column) => {
    const text = rows.length > 0 ? typeof key(rows[0], column) === "string" : true;
    const before = head.getAttribute("aria-sort");
    const ascending = before === null ? text : before === "descending";
    const sign = ascending ? 1 : -1;
    heads.forEach(other => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const keyed = rows.map(row => [key(row, column), row]);
    keyed.sort((a, b) => sign * compare(a[0], b[0]));
    body.append(...keyed.map(pair => pair[1]));
  };
  heads.forEach((head, column) => {
    if (head.classList.contains("still")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head, column));
    head.append(button);
  });

  const bar = document.createElement("div");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const count = document.createElement("span");
  input.type = "search";
  input.placeholder = "name, type or view";
  count.setAttribute("role", "status");
  bar.className = "filter";
  label.append("Show features with ", input);
  bar.append(label, count);
  table.parentNode.before(bar);
  const filter = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(word => word !== "");
    let shown = 0;
    rows.forEach(row => {
      const text = (row.cells[0].textContent + " " + row.cells[1].textContent).toLowerCase();
      row.hidden = !words.every(word => text.includes(word));
      if (!row.hidden) shown++;
    });
    count.textContent = shown + " of " + rows.length;
  };
  input.addEventListener("input", filter);
  filter();
})();
