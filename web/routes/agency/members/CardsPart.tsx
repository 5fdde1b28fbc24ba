import { useQueryClient } from '@tanstack/react-query';
import { useForm } from '../../../form/useForm.ts';
import {
  announce,
  Cluster,
  ConfirmedAct,
  FormFrame,
  Muted,
  Panel,
  Stack,
  Status,
  TextField,
  TextLink,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { handOver, orderCards, type Programme } from './data.ts';
import { CARD_STATES, toneOfCard } from './standing.ts';

const MOST = 10_000;

/** Cards by where they are: ordered, on the line, in the parcel, handed over. */
export function CardsPart({ programme }: { programme: Programme }) {
  const { say, number } = useWords();
  const { programme: id, cards, ready, units, state } = programme;
  const there = CARD_STATES.filter((one) => (cards[one] ?? 0) > 0);
  const word = (key: string) => say(`screen.members.cards.${key}`);
  return (
    <Panel title={word('title')}>
      <Stack>
        {there.length === 0 && <Muted>{word('none')}</Muted>}
        <Cluster>
          {there.map((one) => (
            <TextLink
              key={one}
              to="/agency/members/$programme/list"
              params={{ programme: id }}
              search={{ show: `card-${one}` }}
            >
              <Status tone={toneOfCard(one)}>
                {`${say(`value.memberCardState.${one}`)}: ${number(cards[one] ?? 0)}`}
              </Status>
            </TextLink>
          ))}
        </Cluster>
        {(cards.shipped ?? 0) > 0 && <TextLink to="/desk/parcels">{word('parcels')}</TextLink>}
        {(cards.received ?? 0) > 0 && <HandOver id={id} units={units} count={cards.received ?? 0} />}
        {state === 'approved' && ready > 0 && <h3>{say('screen.members.order.heading')}</h3>}
        {state === 'approved' && ready > 0 && <Order key={ready} id={id} ready={ready} />}
        {state === 'approved' && ready === 0 && <Muted>{word('nothingToOrder')}</Muted>}
      </Stack>
    </Panel>
  );
}

function HandOver({ id, units, count }: { id: string; units: Programme['units']; count: number }) {
  const { say, number } = useWords();
  const word = (key: string) => say(`screen.members.handOver.${key}`);
  const act = (unit: string | undefined, label: string, amount: number) => (
    <ConfirmedAct
      key={unit ?? ''}
      kind={unit === undefined ? 'primary' : 'secondary'}
      small={unit !== undefined}
      title={word('title')}
      text={say('screen.members.handOver.text', { count: number(amount), unit: unit ?? word('everywhere') })}
      yes={word('yes')}
      act={() => handOver(id, unit)}
      done={word('done')}
      refresh={['members']}
    >
      {label}
    </ConfirmedAct>
  );
  return (
    <Stack>
      <h3>{word('heading')}</h3>
      <Cluster>
        {units.map(({ unit, count: amount }) => act(unit, `${unit} (${number(amount)})`, amount))}
        {act(undefined, say('screen.members.handOver.all', { count: number(count) }), count)}
      </Cluster>
    </Stack>
  );
}

function Order({ id, ready }: { id: string; ready: number }) {
  const { say, number } = useWords();
  const queries = useQueryClient();
  const word = (key: string) => say(`screen.members.order.${key}`);
  const most = Math.min(ready, MOST);
  const form = useForm({
    initial: { limit: String(most) },
    check: ({ limit }): { limit?: string } =>
      /^[1-9]\d{0,4}$/.test(limit) && Number(limit) <= MOST
        ? {}
        : { limit: say('screen.members.order.wrong', { most: number(MOST) }) },
    send: async ({ limit }, key) => {
      const { cards } = await orderCards(id, Number(limit), key);
      announce(say('screen.members.order.done', { count: number(cards) }));
      await queries.invalidateQueries({ queryKey: ['members'] });
    },
  });
  return (
    <FormFrame form={form} send={word('send')} icon="add">
      <TextField
        label={word('label')}
        hint={say('screen.members.order.hint', { count: number(ready) })}
        inputMode="numeric"
        {...form.field('limit')}
      />
    </FormFrame>
  );
}
