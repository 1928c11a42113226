// Tables in Markdown, for the pages and blocks that scripts write.

/** `heads` and each row are cells as they shall stand there; `marks` stand under the heads (`--:` sets a column to the right). */
export function markdownTable(heads, rows, marks = heads.map(() => '---')) {
  return [heads, marks, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A table of records; `columns` are pairs of a head and what a row shows under it. */
export const recordTable = (columns, rows) =>
  markdownTable(
    columns.map(([head]) => head),
    rows.map((row) => columns.map(([, value]) => value(row))),
  );
