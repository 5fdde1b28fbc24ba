import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Table, Tabs } from '../../../kit/desk.ts';
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

/** What wants somebody's care comes first. */
const ORDER = ['late', 'inReview', 'outstanding', 'hasSent', 'complete'] as const;
type State = (typeof ORDER)[number];
const VIEWS = ['all', 'todo', 'complete'] as const;
type View = (typeof VIEWS)[number];

function stateOf({ complete, expected, waiting, dueOn }: BoardLine, today: string): State {
  if (complete) return 'complete';
  if (dueOn && dueOn < today) return 'late';
  if (waiting > 0) return 'inReview';
  return expected === undefined ? 'hasSent' : 'outstanding';
}

/** Areas of which nothing is asked and from which nothing came would hide the others: they stand below, by name alone. */
function Lines({ board }: { board: Board }) {
  const { say, number } = useWords();
  const { now, country } = useSession();
  const navigate = useNavigate();
  const { province, show }: { province?: string; show?: string } = useSearch({ strict: false });
  const today = dayOf(now, country.timeZone);
  const placeOf = (line: BoardLine) => ORDER.indexOf(stateOf(line, today));
  const lines = [...board.lines].sort(
    (left, right) => placeOf(left) - placeOf(right) || left.name.localeCompare(right.name, 'vi'),
  );
  const silent = lines.filter(({ received, expected }) => received === 0 && expected === undefined);
  const shown = lines.filter((line) => !silent.includes(line));
  const views: Readonly<Record<View, readonly BoardLine[]>> = {
    all: shown,
    todo: shown.filter(({ complete }) => !complete),
    complete: shown.filter(({ complete }) => complete),
  };
  return (
    <>
      {shown.length > 0 && (
        <Tabs
          label={say('screen.collection.board.title')}
          value={VIEWS.find((view) => view === show) ?? 'all'}
          onChange={(view) =>
            void navigate({
              to: '/desk/collection/board',
              search: { ...(province ? { province } : {}), show: view },
              replace: true,
            })
          }
          tabs={VIEWS.map((id) => ({
            id,
            label: say(`screen.collection.board.show.${id}`, { count: number(views[id].length) }),
            content: <Areas lines={views[id]} own={board.area} today={today} />,
          }))}
        />
      )}
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

function Areas({ lines, own, today }: { lines: readonly BoardLine[]; own: string; today: string }) {
  const { say, day, number } = useWords();
  const count = (key: 'accepted' | 'waiting' | 'refused') => ({
    key,
    head: say(`screen.collection.board.${key}`),
    numeric: true,
    cell: (line: BoardLine) => number(line[key]),
  });
  if (lines.length === 0) return <Empty title={say('screen.collection.board.noneHere')} />;
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
          key: 'state',
          head: say('screen.collection.state'),
          cell: (line) => <AreaState state={stateOf(line, today)} dueOn={line.dueOn} />,
        },
        {
          key: 'received',
          head: say('screen.collection.board.got'),
          numeric: true,
          cell: ({ received, expected }) =>
            expected === undefined
              ? number(received)
              : say('screen.collection.board.gotOf', { received: number(received), expected: number(expected) }),
        },
        count('accepted'),
        count('waiting'),
        count('refused'),
        {
          key: 'last',
          head: say('screen.collection.board.last'),
          cell: ({ lastDelivery }) => (lastDelivery ? day(lastDelivery) : say('screen.collection.board.never')),
        },
        {
          key: 'change',
          head: say('screen.collection.expect.head'),
          cell: ({ area, name, changeable }) =>
            changeable ? (
              <Button
                small
                to="/desk/collection/board/expect"
                search={{ area, ...(own ? { province: own } : {}) }}
                label={say('screen.collection.expect.change', { area: name })}
              >
                {say('screen.collection.expect.changeIt')}
              </Button>
            ) : (
              '–'
            ),
        },
      ]}
    />
  );
}

function AreaState({ state, dueOn }: { state: State; dueOn: string | undefined }) {
  const { say, date } = useWords();
  switch (state) {
    case 'complete':
      return <Status tone="good">{say('screen.collection.board.isComplete')}</Status>;
    case 'late':
      return <Status tone="bad">{say('screen.collection.board.late', { date: date(dueOn ?? '') })}</Status>;
    case 'hasSent':
      return <Status>{say('screen.collection.board.hasSent')}</Status>;
    case 'inReview':
      return <Status tone="wait">{say('screen.collection.board.inReview')}</Status>;
    case 'outstanding':
      return (
        <Status tone="wait">
          {dueOn
            ? say('screen.collection.board.due', { date: date(dueOn) })
            : say('screen.collection.board.outstanding')}
        </Status>
      );
  }
}
