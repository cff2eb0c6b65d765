/** Tables as Markdown can say them: one line of words in a cell, none over several columns, the first row as head. */
export function tidyTables(body: HTMLElement): void {
  // From the inside: what is left of a table in a table is its words.
  for (const table of [...body.querySelectorAll("table")].toReversed()) {
    const rows = [...table.querySelectorAll("tr")];
    const cells = rows.map((row) => [...row.querySelectorAll<HTMLTableCellElement>("td, th")]);
    if (table.parentElement?.closest("table")) flatten(table);
    // One column is a frame around a text, or a page that is laid out so.
    else if (cells.every((row) => row.length <= 1)) table.replaceWith(...cells.flat().flatMap((cell) => blocksOf(cell)));
    else tidy(table, cells);
  }
}

function blocksOf(cell: HTMLElement): Node[] {
  if (cell.querySelector("p, ul, ol, h1, h2, h3, h4, h5, h6, blockquote, div")) return [...cell.childNodes];
  const paragraph = cell.ownerDocument.createElement("p");
  paragraph.append(...cell.childNodes);
  return [paragraph];
}

function tidy(table: HTMLTableElement, rows: HTMLTableCellElement[][]): void {
  const page = table.ownerDocument;
  const other = page.createElement("table");
  const caption = table.querySelector("caption");
  if (caption?.textContent?.trim()) {
    const paragraph = page.createElement("p");
    paragraph.append(...caption.childNodes);
    table.before(paragraph);
  }
  const grid: HTMLElement[][] = [];
  for (const [row, cells] of rows.entries()) {
    const line = (grid[row] ??= []);
    let column = 0;
    for (const cell of cells) {
      while (line[column]) column += 1;
      flatten(cell);
      const [width, height] = [Math.min(cell.colSpan, 50), Math.min(cell.rowSpan, rows.length - row)];
      for (let down = 0; down < height; down += 1) {
        for (let across = 0; across < width; across += 1) {
          const copy = page.createElement(row + down === 0 ? "th" : "td");
          if (down === 0 && across === 0) copy.append(...cell.childNodes);
          if (cell.className === "end" || cell.className === "center") copy.className = cell.className;
          (grid[row + down] ??= [])[column + across] = copy;
        }
      }
      column += width;
    }
  }
  for (const line of grid) {
    const row = page.createElement("tr");
    row.append(...Array.from(line, (cell) => cell ?? page.createElement("td")));
    other.append(row);
  }
  table.replaceWith(other);
}

/** One line of words: a space where a block or a line ended. */
function flatten(cell: HTMLElement): void {
  for (const end of cell.querySelectorAll("br")) end.replaceWith(" ");
  for (const block of cell.querySelectorAll("p, div, li, ul, ol, h1, h2, h3, h4, h5, h6, blockquote, td, th, tr, tbody, thead, table")) {
    block.replaceWith(...block.childNodes, " ");
  }
  if (cell.tagName === "TABLE") cell.replaceWith(...cell.childNodes, " ");
}
