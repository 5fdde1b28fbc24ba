import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Table } from '../../../kit/desk.ts';
import { ConfirmedAct, Empty, LoadedPages, Muted, Page, SelectField, Stack, Status } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { endMembership, type Member, type Narrowed, readMembers } from './data.ts';
import { CARD_STATES, toneOfCard, toneOfVerdict, VERDICTS } from './standing.ts';

const CARD = 'card-';
const CHOICES = [...VERDICTS, ...CARD_STATES.map((state) => `${CARD}${state}`)];

/** `differs` or `card-lost`, as the address says. */
function narrowBy(show: string | undefined): Narrowed {
  const verdict = VERDICTS.find((one) => one === show);
  const card = CARD_STATES.find((one) => `${CARD}${one}` === show);
  return { ...(verdict ? { verdict } : {}), ...(card ? { card } : {}) };
}

/** The organisation's own list with what the register says, and each member's newest card. */
export function MemberListScreen() {
  const { say } = useWords();
  const { programme = '' } = useParams({ strict: false });
  const { show }: { show?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const narrowed = narrowBy(show);
  const members = useInfiniteQuery({
    queryKey: ['members', 'rows', programme, show ?? ''],
    queryFn: ({ pageParam, signal }) => readMembers(programme, narrowed, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  });
  const word = (key: string) => say(`screen.members.rows.${key}`);
  const labelOf = (choice: string) =>
    choice.startsWith(CARD)
      ? say('screen.members.rows.cardIs', { state: say(`value.memberCardState.${choice.slice(CARD.length)}`) })
      : say(`value.memberVerdict.${choice}`);
  return (
    <Page
      title={word('title')}
      lead={word('lead')}
      width="wide"
      error={members.isError}
      back={{ to: '/agency/members/$programme', params: { programme }, label: say('screen.members.backToOne') }}
    >
      <Stack>
        <SelectField
          id="show"
          label={word('show')}
          none={word('all')}
          choices={CHOICES.map((value) => ({ value, label: labelOf(value) }))}
          value={show ?? ''}
          onChange={(value) =>
            void navigate({
              ...{ to: '/agency/members/$programme/list', params: { programme }, replace: true },
              search: value ? { show: value } : {},
            })
          }
        />
        <LoadedPages
          query={members}
          lines={8}
          read={(page) => page.members}
          empty={<Empty title={word('none')}>{word('noneText')}</Empty>}
        >
          {(rows) => <Rows programme={programme} rows={rows} />}
        </LoadedPages>
      </Stack>
    </Page>
  );
}

function Rows({ programme, rows }: { programme: string; rows: readonly Member[] }) {
  const { say } = useWords();
  const word = (key: string) => say(`screen.members.rows.${key}`);
  return (
    <Table
      caption={word('title')}
      rows={rows}
      rowKey={({ number }) => number}
      columns={[
        { key: 'number', head: word('number'), main: true, cell: ({ number }) => number },
        { key: 'name', head: word('name'), cell: ({ name }) => name ?? '–' },
        { key: 'unit', head: word('unit'), cell: ({ unit }) => unit ?? '–' },
        { key: 'verdict', head: word('verdict'), cell: (row) => <Said row={row} /> },
        { key: 'card', head: word('card'), cell: (row) => <CardOf row={row} /> },
        {
          key: 'end',
          head: word('act'),
          cell: (row) => (isOver(row) ? '–' : <End programme={programme} row={row} />),
        },
      ]}
    />
  );
}

const isOver = ({ verdict, card }: Member) => verdict === 'stopped' || verdict === 'left' || card?.state === 'taken';

function Said({ row: { verdict, why } }: { row: Member }) {
  const { say } = useWords();
  return (
    <>
      <Status tone={toneOfVerdict(verdict)}>{say(`value.memberVerdict.${verdict}`)}</Status>{' '}
      <Muted>{why.map((one) => say(`value.memberWhy.${one}`)).join(', ')}</Muted>
    </>
  );
}

function CardOf({ row: { card } }: { row: Member }) {
  const { say } = useWords();
  if (!card) return '–';
  return (
    <>
      <Status tone={toneOfCard(card.state)}>{say(`value.memberCardState.${card.state}`)}</Status>{' '}
      {card.number && <code>{card.number}</code>}
    </>
  );
}

function End({ programme, row: { number, name } }: { programme: string; row: Member }) {
  const { say } = useWords();
  const word = (key: string) => say(`screen.members.end.${key}`);
  return (
    <ConfirmedAct
      small
      kind="quiet"
      label={`${word('button')}: ${number}`}
      title={say('screen.members.end.title', { name: name ?? number })}
      text={word('text')}
      yes={word('yes')}
      act={() => endMembership(programme, number)}
      done={word('done')}
      refresh={['members']}
    >
      {word('button')}
    </ConfirmedAct>
  );
}
