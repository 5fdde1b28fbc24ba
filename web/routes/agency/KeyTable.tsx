import { type Column, Table } from '../../kit/desk.ts';
import { Button } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import classes from './CountList.module.css';

interface KeyTableProps<Key> {
  caption: string;
  keys: readonly Key[];
  /** What else is told of a key, after its name and algorithm. */
  more?: readonly Column<Key>[];
  /** What may be done with a key; absent where nothing may. */
  act?: { name: string; fits: (key: Key) => boolean; onAct: (kid: string) => void } | undefined;
}

/** Public keys, each named by its `kid`. */
export function KeyTable<Key extends { kid: string; algorithm: string }>({
  caption,
  keys,
  more = [],
  act,
}: KeyTableProps<Key>) {
  const { say } = useWords();
  const columns: Column<Key>[] = [
    {
      key: 'kid',
      head: say('screen.agency.keys.kid'),
      main: true,
      cell: ({ kid }) => <code className={classes.code}>{kid}</code>,
    },
    { key: 'algorithm', head: say('screen.agency.keys.algorithm'), cell: ({ algorithm }) => algorithm },
    ...more,
  ];
  if (act) {
    columns.push({
      key: 'act',
      head: say('screen.desk.corrections.act'),
      cell: (key) =>
        act.fits(key) && (
          <Button small onClick={() => act.onAct(key.kid)} label={`${act.name}: ${key.kid}`}>
            {act.name}
          </Button>
        ),
    });
  }
  return <Table caption={caption} rows={keys} rowKey={({ kid }) => kid} columns={columns} />;
}
