import { ConfirmedAct, PlainAct, Status, type Tone } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from '../account/lines.module.css';
import { acceptMandate, actingKey, confirmMember, endMandate, type Mandate } from './data.ts';

interface MandateLineProps {
  mandate: Mandate;
  /** Whose side one stands on: the other side is the one that is named. */
  side: 'held' | 'given';
}

const TONES: Readonly<Record<string, Tone>> = { offered: 'wait', active: 'good', ended: 'plain' };

/** One mandate: who, what for, until when, and accepting, confirming or ending it. */
export function MandateLine({ mandate, side }: MandateLineProps) {
  const { say, date, day } = useWords();
  const { id, kind, state, scopes, limits, from, to, lapsesOn, confirmBy, endedAt, endedWhyText, lawText } = mandate;
  const name = side === 'held' ? mandate.principalName : mandate.holderName;
  const shown = state === 'active' && !mandate.inForce ? 'waiting' : state;
  const ending = state === 'offered' && mandate.canAccept ? 'decline' : 'end';
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <p className={classes.name}>
          {name}
          <Status tone={shown === 'waiting' ? 'wait' : (TONES[state] ?? 'plain')}>
            {say(`value.mandateState.${shown}`)}
          </Status>
        </p>
        <p>{scopes.map((scope) => scope.name).join(', ')}</p>
        {limits?.words && <p>{limits.words}</p>}
        <p className={classes.soft}>
          {[
            say(`value.mandateKind.${kind}`),
            to
              ? say('screen.acting.term', { from: date(from), to: date(to) })
              : say('screen.acting.from', { from: date(from) }),
            lapsesOn && say('screen.acting.lapses', { date: date(lapsesOn) }),
            confirmBy && state !== 'ended' && say('screen.acting.confirmBy', { date: date(confirmBy) }),
            endedAt && say('screen.acting.endedAt', { date: day(endedAt) }),
            endedWhyText,
            lawText,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className={classes.acts}>
        {mandate.canAccept && (
          <PlainAct
            small
            kind="primary"
            label={`${say('screen.acting.accept')}: ${name}`}
            act={() => acceptMandate(id)}
            done={say('screen.acting.accepted')}
            refresh={actingKey}
          >
            {say('screen.acting.accept')}
          </PlainAct>
        )}
        {mandate.canConfirm && (
          <PlainAct
            small
            label={`${say('screen.acting.confirm')}: ${name}`}
            act={() => confirmMember(mandate.principal, id)}
            done={say('screen.acting.confirmed')}
            refresh={actingKey}
          >
            {say('screen.acting.confirm')}
          </PlainAct>
        )}
        {mandate.canEnd && (
          <ConfirmedAct
            small
            label={`${say(`screen.acting.${ending}`)}: ${name}`}
            title={say('screen.acting.endQuestion', { name })}
            text={say('screen.acting.endText')}
            yes={say(`screen.acting.${ending}`)}
            act={() => endMandate(mandate)}
            done={say('screen.acting.ended')}
            refresh={actingKey}
          >
            {say(`screen.acting.${ending}`)}
          </ConfirmedAct>
        )}
      </div>
    </li>
  );
}
