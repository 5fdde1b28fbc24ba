import { useQuery } from '@tanstack/react-query';
import { Panel, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { draftsQuery } from '../agreements/data.ts';
import { connectionsQuery, remindersQuery } from './data.ts';
import { type Due, findDue } from './reminders.ts';

/** What the organisation was reminded of and has not seen to yet. Nothing where there is nothing. */
export function ReminderPanel() {
  const { say } = useWords();
  const reminders = useQuery(remindersQuery);
  const systems = useQuery(connectionsQuery);
  const drafts = useQuery(draftsQuery);
  const waiting = (drafts.data ?? []).filter(({ state }) => state === 'sent').map(({ draft }) => draft);
  const due = findDue(reminders.data ?? [], systems.data ?? [], waiting);
  if (due.length === 0) return null;
  return (
    <Panel title={say('screen.systems.reminders')} ground="warm">
      <ul>
        {due.slice(0, 8).map((one) => (
          <li key={`${one.kind} ${nameOf(one)} ${one.what} ${one.saidAt}`}>
            <Line due={one} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function nameOf(due: Due): string {
  if (due.kind === 'draft') return due.draft;
  return due.kind === 'agreement' ? due.agreement : due.system;
}

function Line({ due }: { due: Due }) {
  const { say, date } = useWords();
  if (due.kind === 'draft') {
    const key = due.what === 'overdue' ? 'draftOverdue' : 'draftDue';
    return <TextLink to="/agency/agreements">{say(`screen.systems.reminder.${key}`)}</TextLink>;
  }
  if (due.kind === 'agreement') {
    const ends = say('screen.systems.reminder.agreement', { date: date(due.endsOn) });
    return <TextLink to="/agency/agreements">{ends}</TextLink>;
  }
  const { system, name } = due;
  const sentence =
    due.kind === 'key'
      ? say('screen.systems.reminder.key', { name, date: date(due.expiresAt.slice(0, 10)) })
      : say(`screen.systems.reminder.${due.what === 'due' ? 'reviewDue' : 'reviewLate'}`, {
          name,
          date: date(due.dueOn),
        });
  return (
    <TextLink to="/agency/systems/$system" params={{ system }} search={{ tab: due.kind === 'key' ? 'keys' : 'checks' }}>
      {sentence}
    </TextLink>
  );
}
