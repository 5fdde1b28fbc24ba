import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Table } from '../../../kit/desk.ts';
import { Button, Disclosure, Empty, Loaded, Notice, Page, Stack, Status, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { dayOf } from '../desk.ts';
import classes from './Collection.module.css';
import { type Board, type BoardLine, boardQuery } from './data.ts';

/** Who has delivered: provinces, and the communes of one. */
export function BoardScreen() {
  const { say } = useWords();
  const { province }: { province?: string } = useSearch({ strict: false });
  const board = useQuery(boardQuery(province));
  return (
    <Page
      title={
        province && board.data
          ? say('screen.collection.board.of', { area: board.data.areaName })
          : say('screen.collection.board.title')
      }
      lead={say('screen.collection.board.lead')}
      width="wide"
      actions={
        <Button icon="add" to="/desk/collection/board/expect" search={province ? { province } : {}}>
          {say('screen.collection.expect.button')}
        </Button>
      }
      step={province ?? ''}
      error={board.isError}
      back={
        province
          ? { to: '/desk/collection/board', label: say('screen.collection.board.all') }
          : { to: '/desk/collection', label: say('screen.collection.back') }
      }
    >
      <Loaded query={board} lines={10}>
        {(known) => (
          <Stack gap="large">
            {known.expecting > 0 && <Complete board={known} />}
            <Lines board={known} />
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function Complete({ board: { complete, expecting } }: { board: Board }) {
  const { say, number } = useWords();
  return (
    <Notice
      tone={complete === expecting ? 'good' : 'info'}
      title={say('screen.collection.board.complete', { complete: number(complete), expecting: number(expecting) })}
    />
  );
}

/** Areas of which nothing is asked and from which nothing came would hide the others: they stand below, by name alone. */
function Lines({ board }: { board: Board }) {
  const { say, number } = useWords();
  const lines = [...board.lines].sort((left, right) => left.name.localeCompare(right.name, 'vi'));
  const silent = lines.filter(({ received, expected }) => received === 0 && expected === undefined);
  const shown = lines.filter((line) => !silent.includes(line));
  return (
    <>
      {shown.length > 0 && <Areas lines={shown} own={board.area} />}
      {shown.length === 0 && (
        <Empty title={say('screen.collection.board.none')}>{say('screen.collection.board.noneText')}</Empty>
      )}
      {silent.length > 0 && (
        <Disclosure summary={say('screen.collection.board.silent', { count: number(silent.length) })}>
          <ul className={classes.silent}>
            {silent.map(({ area, name }) => (
              <li key={area}>
                <AreaName area={area} name={name} own={board.area} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}

/** A province leads to its communes; communes and organisations, and where one is, lead no further. */
function AreaName({ area, name, own }: { area: string; name: string; own: string }) {
  if (!/^\d{2}$/.test(area) || area === own) return name;
  return (
    <TextLink to="/desk/collection/board" search={{ province: area }}>
      {name}
    </TextLink>
  );
}

function Areas({ lines, own }: { lines: readonly BoardLine[]; own: string }) {
  const { say, moment, number } = useWords();
  const count = (key: 'received' | 'accepted' | 'waiting' | 'refused') => ({
    key,
    head: say(`screen.collection.board.${key}`),
    numeric: true,
    cell: (line: BoardLine) => number(line[key]),
  });
  return (
    <Table
      caption={say('screen.collection.board.title')}
      rows={lines}
      rowKey={({ area }) => area}
      columns={[
        {
          key: 'area',
          head: say('screen.collection.board.area'),
          main: true,
          cell: ({ area, name }) => <AreaName area={area} name={name} own={own} />,
        },
        {
          key: 'expected',
          head: say('screen.collection.board.expected'),
          numeric: true,
          cell: ({ expected }) => (expected === undefined ? '–' : number(expected)),
        },
        count('received'),
        count('accepted'),
        count('waiting'),
        count('refused'),
        {
          key: 'last',
          head: say('screen.collection.board.last'),
          cell: ({ lastDelivery }) => (lastDelivery ? moment(lastDelivery) : say('screen.collection.board.never')),
        },
        { key: 'state', head: say('screen.collection.state'), cell: (line) => <AreaState line={line} /> },
        {
          key: 'change',
          head: say('screen.collection.expect.head'),
          cell: ({ area, name, changeable }) =>
            changeable ? (
              <TextLink to="/desk/collection/board/expect" search={{ area, ...(own ? { province: own } : {}) }}>
                {say('screen.collection.expect.change', { area: name })}
              </TextLink>
            ) : (
              '–'
            ),
        },
      ]}
    />
  );
}

function AreaState({ line: { complete, expected, waiting, dueOn } }: { line: BoardLine }) {
  const { say, date } = useWords();
  const { now, country } = useSession();
  if (complete) return <Status tone="good">{say('screen.collection.board.isComplete')}</Status>;
  if (dueOn && dueOn < dayOf(now, country.timeZone))
    return <Status tone="bad">{say('screen.collection.board.late', { date: date(dueOn) })}</Status>;
  if (waiting > 0) return <Status tone="wait">{say('screen.collection.board.inReview')}</Status>;
  if (expected === undefined) return <Status>{say('screen.collection.board.hasSent')}</Status>;
  return <Status tone="wait">{say('screen.collection.board.outstanding')}</Status>;
}
