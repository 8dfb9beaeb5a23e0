// The order of the map's tables: by any column, either way, with what is equal in the order of importance.

export interface Order<Column extends string> {
  column: Column
  descending: boolean
}

/** Sorts lines by a column; words by the locale, numbers by size. What is equal stays in its order. */
export function sortLines<Line, Column extends string>(
  lines: readonly Line[],
  { column, descending }: Order<Column>,
  value: (line: Line, column: Column) => string | number,
): Line[] {
  const compare = (one: string | number, other: string | number) =>
    typeof one === 'number' && typeof other === 'number'
      ? one - other
      : String(one).localeCompare(String(other), undefined, { sensitivity: 'base', numeric: true })
  const sign = descending ? -1 : 1
  return lines.toSorted((one, other) => sign * compare(value(one, column), value(other, column)))
}

/** What pressing a column's head makes of the order: the same column turns round, another begins where one looks first. */
export function nextOrder<Column extends string>(
  { column, descending }: Order<Column>,
  pressed: Column,
  words: readonly Column[],
): Order<Column> {
  return pressed === column
    ? { column, descending: !descending }
    : { column: pressed, descending: !words.includes(pressed) }
}
