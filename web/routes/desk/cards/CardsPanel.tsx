import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Table } from '../../../kit/desk.ts';
import { announce, Button, Empty, Loaded, Muted, Panel, Stack, Status } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { useDesk } from '../desk.ts';
import { type CardsOfPerson, cardsOfQuery, requestCard } from './data.ts';
import { RequestForm } from './RequestForm.tsx';
import { toneOf } from './state.ts';

/** The cards of a person, and the request of another one. */
export function CardsPanel({ person }: { person: string }) {
  const { reason } = useDesk();
  const { caller } = useSession();
  const cards = useQuery(cardsOfQuery(person, reason));
  return (
    <Loaded query={cards} lines={5}>
      {(data) => (
        <Stack gap="large">
          <Cards cards={data.cards} />
          {caller.scopes.includes('cards.handle') && data.inArea && <Ask person={person} known={data} />}
        </Stack>
      )}
    </Loaded>
  );
}

function Cards({ cards }: Pick<CardsOfPerson, 'cards'>) {
  const { say, date } = useWords();
  const word = (key: string) => say(`screen.cards.queue.${key}`);
  if (cards.length === 0)
    return <Empty title={say('screen.cards.person.none')}>{say('screen.cards.person.noneText')}</Empty>;
  return (
    <Table
      caption={say('screen.cards.person.tab')}
      rows={cards}
      rowKey={({ card }) => card}
      columns={[
        { key: 'kind', head: word('kind'), main: true, cell: ({ kindName }) => kindName },
        { key: 'requested', head: word('requested'), cell: ({ requestedAt }) => date(requestedAt.slice(0, 10)) },
        {
          key: 'state',
          head: word('state'),
          cell: ({ state }) => <Status tone={toneOf(state)}>{say(`value.cardState.${state}`)}</Status>,
        },
        {
          key: 'open',
          head: word('open'),
          cell: (row) => (
            <Button
              small
              to="/desk/cards/$card"
              params={{ card: row.card }}
              label={say('screen.cards.person.openLong', { at: cards.indexOf(row) + 1 })}
            >
              {say('screen.cards.person.open')}
            </Button>
          ),
        },
      ]}
    />
  );
}

function Ask({ person, known: { kinds, days } }: { person: string; known: CardsOfPerson }) {
  const { say } = useWords();
  const { reason: purpose } = useDesk();
  const queries = useQueryClient();
  const word = (key: string) => say(`screen.cards.person.${key}`);
  if (kinds.length === 0) return <Muted>{word('nothing')}</Muted>;
  return (
    <Panel title={word('ask')} level={3}>
      <Muted>{say('screen.cards.person.askText', { days })}</Muted>
      <RequestForm
        kinds={kinds}
        send={word('ask')}
        onSend={async (asked, key) => {
          await requestCard(person, asked, { key, purpose });
          announce(word('askDone'));
          await queries.invalidateQueries({ queryKey: ['cards'] });
        }}
      />
    </Panel>
  );
}
