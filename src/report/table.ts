/** Rows as aligned columns, two spaces apart; the last column is not padded. A cell stays on its one line. */
export function table(header: string[], rows: string[][]): string {
  const all = [header, ...rows].map((row) => row.map(onOneLine));
  const widths: number[] = [];
  for (const row of all) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return all
    .map(
      (row) =>
        `${row
          .map((cell, column) => padded(cell, column, row, widths))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** A line end would break the table, and an escape sequence could repaint the terminal. */
function onOneLine(cell: string): string {
  return cell.replaceAll(/\p{Cc}+/gu, ' ');
}

function padded(cell: string, column: number, row: string[], widths: number[]): string {
  return column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0);
}
