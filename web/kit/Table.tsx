import type { ReactNode } from 'react';
import { Loaded, type LoadedProps } from './Loaded.tsx';
import classes from './Table.module.css';

export interface Column<Row> {
  key: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** Figures stand right, in digits of one width. */
  numeric?: boolean;
  /** The cell that names the row: its header, and the card's title on a narrow screen. One a table. */
  main?: boolean;
}

interface TableProps<Row> {
  /** What the table lists; hidden from sight where the heading above already says it. */
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

/** A real table; below 640 px of its own width each row becomes a card with the column's name before each value. */
export function Table<Row>({ caption, showCaption = false, columns, rows, rowKey }: TableProps<Row>) {
  // Cards are drawn with display: block, which would take the table's meaning away without the explicit roles.
  return (
    <div className={classes.frame}>
      {/* biome-ignore-start lint/a11y/noRedundantRoles: see above */}
      <table className={classes.table} role="table">
        <caption className={showCaption ? classes.caption : 'unseen'}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} scope="col" role="columnheader" data-numeric={column.numeric}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column) =>
                column.main ? (
                  <th key={column.key} scope="row" role="rowheader">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} role="cell" data-label={column.head} data-numeric={column.numeric}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </div>
  );
}

interface LoadedTableProps<Row> extends Omit<TableProps<Row>, 'rows'>, Omit<LoadedProps<readonly Row[]>, 'children'> {
  /** What stands there when there is none. */
  empty: ReactNode;
}

/** A table of what a screen reads. */
export function LoadedTable<Row>({ query, lines, empty, ...table }: LoadedTableProps<Row>) {
  return (
    <Loaded query={query} lines={lines}>
      {(rows) => (rows.length === 0 ? empty : <Table {...table} rows={rows} />)}
    </Loaded>
  );
}
