import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  announce,
  Cluster,
  ConfirmedAct,
  Empty,
  FieldList,
  FieldRow,
  Loaded,
  Muted,
  Notice,
  Page,
  Panel,
  PlainAct,
  Stack,
  Status,
  Timeline,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { type OwnCard, type OwnCards, ownCardsQuery, requestOwnCard, sendOwnAct } from '../desk/cards/data.ts';
import { RequestForm } from '../desk/cards/RequestForm.tsx';
import { toneOf } from '../desk/cards/state.ts';
import { ToAppointment } from './Appointment.tsx';
import { CardPicture } from './CardPicture.tsx';
import { MemberCards } from './MemberCards.tsx';

/** The card that I hold, the one that is being made and by when; a lost one is refused everywhere at once. */
export function OwnCardScreen() {
  const { say } = useWords();
  const own = useQuery(ownCardsQuery);
  return (
    <Page title={say('screen.card.title')} lead={say('screen.card.lead')} error={own.isError}>
      <Loaded query={own} lines={6}>
        {({ cards, liftMinutes, kinds, days }) =>
          cards.length === 0 ? (
            <Stack>
              <Empty title={say('screen.card.none')}>{say('screen.card.noneText')}</Empty>
              <ToAppointment />
              <MemberCards />
            </Stack>
          ) : (
            <Stack gap="large">
              <ToAppointment />
              {cards.map((card) => (
                <OneCard key={card.card} card={card} minutes={liftMinutes} />
              ))}
              <MemberCards />
              {kinds.length > 0 && <Ask kinds={kinds} days={days} />}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  );
}

/** A new card in the place of one that I have. */
function Ask({ kinds, days }: Pick<OwnCards, 'kinds' | 'days'>) {
  const { say } = useWords();
  const queries = useQueryClient();
  const word = (key: string) => say(`screen.card.${key}`);
  const isLost = kinds.every(({ reasons }) => reasons.every(({ id }) => id === 'lost'));
  return (
    <Panel title={word('ask')}>
      <Muted>{say('screen.card.askText', { days })}</Muted>
      {!isLost && <Muted>{word('askLost')}</Muted>}
      <RequestForm
        kinds={kinds}
        send={word('askSend')}
        onSend={async (asked, key) => {
          await requestOwnCard(asked, key);
          announce(word('askDone'));
          await queries.invalidateQueries({ queryKey: ['me', 'cards'] });
        }}
      />
    </Panel>
  );
}

function OneCard({ card, minutes }: { card: OwnCard; minutes: number }) {
  const { say, date, moment } = useWords();
  const word = (key: string) => say(`screen.card.${key}`);
  return (
    <Panel
      // Of several cards of a kind each has a name of its own.
      title={`${card.kindName} · ${card.documentNumber ?? moment(card.requestedAt)}`}
      actions={<Status tone={toneOf(card.state)}>{say(`value.cardState.${card.state}`)}</Status>}
    >
      {card.renewalProposed && card.expiresOn && (
        <Notice tone="wait" title={word('renew')}>
          <p>{say('screen.card.renewText', { date: date(card.expiresOn) })}</p>
        </Notice>
      )}
      {(card.state === 'lost' || card.state === 'suspended') && (
        <Notice tone="bad" title={word('stopped')}>
          <p>{word(card.mayLift ? 'stoppedOwn' : 'stoppedText')}</p>
        </Notice>
      )}
      <FieldList>
        {card.underWay && card.promisedOn && <FieldRow label={word('promised')}>{date(card.promisedOn)}</FieldRow>}
        {card.underWay && <FieldRow label={word('office')}>{card.officeName}</FieldRow>}
        <FieldRow label={word('reason')}>{say(`value.cardReason.${card.reason}`)}</FieldRow>
        {card.documentNumber && <FieldRow label={word('number')}>{card.documentNumber}</FieldRow>}
        {card.issuedOn && <FieldRow label={word('issued')}>{date(card.issuedOn)}</FieldRow>}
        {card.documentNumber && (
          <FieldRow label={word('expires')}>{card.expiresOn ? date(card.expiresOn) : word('withoutEnd')}</FieldRow>
        )}
      </FieldList>
      {card.hasPicture && <CardPicture card={card.card} />}
      <OwnActs card={card} minutes={minutes} />
      <h3>{word('history')}</h3>
      <OwnSteps card={card} />
    </Panel>
  );
}

function OwnActs({ card, minutes }: { card: OwnCard; minutes: number }) {
  const { say } = useWords();
  const word = (key: string) => say(`screen.card.${key}`);
  const acts = card.state === 'active' ? (['lose', 'suspend'] as const) : card.mayStop ? (['lose'] as const) : [];
  if (acts.length === 0 && !card.mayLift) return null;
  return (
    <Cluster>
      {card.mayLift && (
        <PlainAct
          kind="primary"
          act={() => sendOwnAct(card.card, 'lift')}
          done={word('liftDone')}
          refresh={['me', 'cards']}
        >
          {word('lift')}
        </PlainAct>
      )}
      {acts.map((act) => (
        <ConfirmedAct
          key={act}
          kind={act === 'lose' ? 'danger' : 'secondary'}
          title={word(`${act}Title`)}
          text={say(`screen.card.${act}Text`, { minutes })}
          yes={word(act)}
          act={() => sendOwnAct(card.card, act)}
          done={word(`${act}Done`)}
          refresh={['me', 'cards']}
        >
          {word(act)}
        </ConfirmedAct>
      ))}
    </Cluster>
  );
}

function OwnSteps({ card }: { card: OwnCard }) {
  const { say, moment } = useWords();
  return (
    <Timeline
      items={card.steps.toReversed().map(({ state, at, officeName, byHolder, reason }) => ({
        id: `${at} ${state}`,
        when: moment(at),
        title: say(`value.cardState.${state}`),
        body: [
          byHolder ? say('screen.card.holder') : officeName,
          ...(reason && state !== 'requested' ? [say(`value.cardReason.${reason}`)] : []),
        ].join(' · '),
      }))}
    />
  );
}
