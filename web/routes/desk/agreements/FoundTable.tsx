import { type ComponentProps, useState } from 'react';
import { LoadedTable } from '../../../kit/desk.ts';
import { More, Stack, TextField } from '../../../kit/index.ts';

const PAGE = 25;

interface FoundTableProps<Row> extends ComponentProps<typeof LoadedTable<Row>> {
  id: string;
  label: string;
  /** What a row is found by. */
  textOf: (row: Row) => string;
}

/** A table that is known whole: found in by typing, shown page by page. */
export function FoundTable<Row>({ id, label, textOf, query, ...table }: FoundTableProps<Row>) {
  const [text, setText] = useState('');
  const [most, setMost] = useState(PAGE);
  const wanted = text.trim().toLowerCase();
  const found = query.data?.filter((row) => textOf(row).toLowerCase().includes(wanted));
  return (
    <Stack>
      <TextField id={id} type="search" label={label} maxLength={80} value={text} onChange={setText} />
      <LoadedTable {...table} query={{ ...query, data: found?.slice(0, most) }} />
      {found && found.length > most && <More shown={most} busy={false} onMore={() => setMost(most + PAGE)} />}
    </Stack>
  );
}
