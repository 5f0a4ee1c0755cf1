import { distance, type Hit, type SeenClick } from './sight.ts';

/**
 * Clicks in rows: a click that `joins` the row so far is added to it, else it begins another. The shape of most vendors' rage click.
 * A row that is `full` takes no more.
 */
export function rowsOf(
  clicks: readonly SeenClick[],
  joins: (row: readonly SeenClick[], click: SeenClick) => boolean,
  full: (row: readonly SeenClick[]) => boolean = () => false,
): SeenClick[][] {
  const rows: SeenClick[][] = [];
  for (const click of clicks) {
    const row = rows.at(-1);
    if (row && !full(row) && joins(row, click)) row.push(click);
    else rows.push([click]);
  }
  return rows;
}

/** Whether some `count` clicks in a row of these lie within `ms`, the bound included or not. */
export function crowded(row: readonly SeenClick[], count: number, fits: (ms: number) => boolean): boolean {
  return row.some((click, at) => at >= count - 1 && fits(click.at - row[at - count + 1]!.at));
}

/** Whether a click lies within `px` of every other of the row. */
export function nearAll(row: readonly SeenClick[], click: SeenClick, px: number): boolean {
  return row.every((other) => distance(other, click) <= px);
}

export function hitOf(row: readonly SeenClick[]): Hit {
  return { at: row[0]!.at, until: row.at(-1)!.at, element: row[0]!.element };
}
