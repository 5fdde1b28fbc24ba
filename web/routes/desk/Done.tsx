import { Notice, TextLink } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import type { Outcome } from './acts/kinds.ts';

interface DoneProps {
  /** The act by its name. */
  name: string;
  outcome: Outcome;
  person: string;
}

/** What became of an act: recorded, put before a second officer, or kept until there is a line. */
export function Done({ name, outcome, person }: DoneProps) {
  const { say, date } = useWords();
  if (outcome.waits) {
    return (
      <div role="status">
        <Notice tone="wait" title={say('screen.outbox.kept.title', { act: name })}>
          <p>
            {say('screen.outbox.kept.text')} <TextLink to="/desk/outbox">{say('screen.outbox.title')}</TextLink>
          </p>
        </Notice>
      </div>
    );
  }
  return (
    <Notice tone="good" title={say(`screen.desk.done.${outcome.dueOn ? 'proposed' : 'recorded'}`, { act: name })}>
      {outcome.dueOn ? (
        <p>
          {say('screen.desk.done.dueOn', { date: date(outcome.dueOn) })}{' '}
          <TextLink to="/desk/proposals">{say('screen.desk.proposals.title')}</TextLink>
        </p>
      ) : (
        <p>
          {say('screen.desk.done.reference')} <code>{outcome.act}</code>.{' '}
          <TextLink to="/desk/person/$person" params={{ person }} search={{ tab: 'timeline' }}>
            {say('screen.desk.done.see')}
          </TextLink>
        </p>
      )}
    </Notice>
  );
}
