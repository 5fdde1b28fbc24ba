import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import {
  Cluster,
  FieldList,
  FieldRow,
  Loaded,
  Page,
  Panel,
  Stack,
  Status,
  TextLink,
  Timeline,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useDesk } from '../desk.ts';
import { CardActs } from './CardActs.tsx';
import { type CardPage, cardQuery } from './data.ts';
import { toneOf } from './state.ts';

/** One card: whose it is, where it has got to, and what may be done with it. */
export function CardScreen() {
  const { say } = useWords();
  const { card = '' } = useParams({ strict: false });
  const { reason } = useDesk();
  const page = useQuery(cardQuery(card, reason));
  return (
    <Page
      title={page.data?.kindName ?? say('screen.cards.page.title')}
      width="wide"
      step={card}
      error={page.isError}
      back={{ to: '/desk/cards', label: say('screen.cards.queue.back') }}
    >
      <Loaded query={page} lines={9}>
        {(data) => <Known card={data} />}
      </Loaded>
    </Page>
  );
}

function Known({ card }: { card: CardPage }) {
  const { say, date } = useWords();
  const word = (key: string) => say(`screen.cards.page.${key}`);
  return (
    <Stack gap="large">
      <Cluster>
        <Status tone={toneOf(card.state)}>{say(`value.cardState.${card.state}`)}</Status>
        <TextLink to="/desk/person/$person" params={{ person: card.person }}>
          {word('record')}
        </TextLink>
      </Cluster>
      <Panel title={word('holder')}>
        <FieldList>
          <FieldRow label={word('name')}>{card.name}</FieldRow>
          <FieldRow label={word('birthDate')}>{date(card.birthDate)}</FieldRow>
          {card.pin && <FieldRow label={word('pin')}>{card.pin}</FieldRow>}
        </FieldList>
      </Panel>
      <CardFacts card={card} />
      <CardActs card={card} />
      <Panel title={word('steps')}>
        <CardSteps card={card} />
      </Panel>
    </Stack>
  );
}

/** What stands on it, and by when it is promised. */
function CardFacts({ card }: { card: CardPage }) {
  const { say, date } = useWords();
  const word = (key: string) => say(`screen.card.${key}`);
  return (
    <Panel title={card.kindName}>
      <FieldList>
        <FieldRow label={word('reason')}>{say(`value.cardReason.${card.reason}`)}</FieldRow>
        <FieldRow label={word('office')}>{card.officeName}</FieldRow>
        {card.underWay && card.promisedOn && <FieldRow label={word('promised')}>{date(card.promisedOn)}</FieldRow>}
        {card.documentNumber && <FieldRow label={word('number')}>{card.documentNumber}</FieldRow>}
        {card.issuedOn && <FieldRow label={word('issued')}>{date(card.issuedOn)}</FieldRow>}
        {card.documentNumber && (
          <FieldRow label={word('expires')}>{card.expiresOn ? date(card.expiresOn) : word('withoutEnd')}</FieldRow>
        )}
      </FieldList>
    </Panel>
  );
}

/** Newest first, as the log has it. */
function CardSteps({ card }: { card: CardPage }) {
  const { say, moment } = useWords();
  return (
    <Timeline
      items={card.steps.toReversed().map(({ state, at, officeName, officerName, byHolder, reason }) => ({
        id: `${at} ${state}`,
        when: moment(at),
        title: say(`value.cardState.${state}`),
        body: [
          byHolder ? say('screen.cards.page.byHolder') : officerName ? `${officerName}, ${officeName}` : officeName,
          ...(reason ? [say(`value.cardReason.${reason}`)] : []),
        ].join(' · '),
      }))}
    />
  );
}
