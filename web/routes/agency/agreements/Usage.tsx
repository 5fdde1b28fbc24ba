import { Status, type Tone } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { Agreement } from '../data.ts';
import classes from './Usage.module.css';

const TONES: Readonly<Record<string, Tone>> = { active: 'good', suspended: 'bad', ended: 'plain' };

export function AgreementState({ state }: { state: string }) {
  const { say, has } = useWords();
  const key = has(`value.agreementState.${state}`)
    ? `value.agreementState.${state}`
    : `screen.agency.agreements.${state}`;
  return <Status tone={TONES[state] ?? 'wait'}>{say(key)}</Status>;
}

/** How much of today's quota is used. */
export function Usage({ agreement }: { agreement: Pick<Agreement, 'usedToday' | 'quotaPerDay'> }) {
  const { say, number, language } = useWords();
  const { usedToday, quotaPerDay } = agreement;
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 2 }).format(
    usedToday / quotaPerDay,
  );
  return (
    <>
      {say('screen.agency.agreements.used', { used: number(usedToday), quota: number(quotaPerDay), percent })}
      <progress
        className={classes.quota}
        value={usedToday}
        max={quotaPerDay}
        aria-label={say('screen.agency.agreements.quota')}
      />
    </>
  );
}
