import { Table } from '../../../kit/desk.ts';
import { Muted } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from './Batches.module.css';
import type { FileHead } from './fileHead.ts';

const SHOWN = 8;

/** The first rows, as they stand in the file. They are read here and are not sent for this. */
export function Preview({ head: { columns, rows, count } }: { head: FileHead }) {
  const { say, number } = useWords();
  const shown = columns.slice(0, SHOWN);
  const more = columns.length - shown.length;
  return (
    <>
      {rows.length > 0 && <p className={classes.label}>{say('screen.batches.new.preview')}</p>}
      {rows.length > 0 && (
        <Table
          caption={say('screen.batches.new.preview')}
          rows={rows.map((values, index) => ({ values, row: index + 1 }))}
          rowKey={({ row }) => String(row)}
          columns={[
            { key: 'row', head: say('screen.batches.row'), main: true, cell: ({ row }) => number(row) },
            ...shown.map((column, at) => ({
              key: `${at}`,
              head: column === '' ? `${at + 1}` : column,
              cell: ({ values }: { values: readonly string[] }) => values[at] || '–',
            })),
          ]}
        />
      )}
      {rows.length === 0 && count === undefined && <Muted>{say('screen.batches.new.noRows')}</Muted>}
      {count !== undefined && (
        <p>{say('screen.batches.new.parquet', { rows: number(count), columns: columns.join(', ') })}</p>
      )}
      {rows.length > 0 && more > 0 && <Muted>{say('screen.batches.new.moreColumns', { count: number(more) })}</Muted>}
    </>
  );
}
