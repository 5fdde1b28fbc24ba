import type { ReactNode } from 'react';
import { useWords } from '../../words.tsx';
import type { RecordView } from './data.ts';
import classes from './IdentityCard.module.css';

const SHOWN = ['birthDate', 'sex', 'nationality'];

interface IdentityCardProps {
  record: RecordView;
  /** Of the account: 1 from afar, 2 at a counter. */
  level?: number;
  /** A link to all of it; the whole card is its target. */
  open?: ReactNode;
}

/** Who this record is about, in the shape of the card. */
export function IdentityCard({ record, level, open }: IdentityCardProps) {
  const { say } = useWords();
  const facts = SHOWN.flatMap((id) => record.fields.filter((field) => field.id === id && field.state === 'known'));
  return (
    <section className={classes.card} aria-label={say('screen.record.card')}>
      <span className={classes.portrait} aria-hidden="true">
        {initials(record.name)}
      </span>
      <div className={classes.words}>
        <h2 className={classes.name}>{record.name}</h2>
        {record.pin && (
          <p className={classes.number}>
            <span className={classes.label}>{say('field.pin')}</span>
            <span className={classes.digits}>{record.pin.replace(/(.{3})(?=.)/g, '$1 ')}</span>
          </p>
        )}
        <dl className={classes.facts}>
          {facts.map((field) => (
            <div key={field.id}>
              <dt className={classes.label}>{say(`field.${field.id}`)}</dt>
              <dd>{field.text}</dd>
            </div>
          ))}
        </dl>
        {level !== undefined && <p className={classes.level}>{say(`value.accountLevel.${level}`)}</p>}
        {open && <p className={classes.open}>{open}</p>}
      </div>
    </section>
  );
}

/** Of the middle and given names, which tell more than one of the few family names. */
function initials(name: string): string {
  const words = name.split(' ').slice(-2);
  return words.map((word) => word.charAt(0)).join('');
}
