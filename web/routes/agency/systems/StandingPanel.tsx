import { FieldList, FieldRow, Panel, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { SuspensionPanel } from '../agreements/SuspensionPanel.tsx';
import type { SystemView } from './data.ts';
import { InspectionsPanel } from './InspectionsPanel.tsx';
import { Standing } from './Standing.tsx';
import classes from './Systems.module.css';

/** Since when a system asks in earnest, when it is looked at again, what was decided, and what stops it. */
export function StandingPanel({ system }: { system: SystemView }) {
  const { say, date, moment } = useWords();
  const { inspections, review, stage, contact, contactReachedAt, host } = system;
  const first = inspections.findLast(({ outcome }) => outcome === 'signed');
  return (
    <Stack>
      <Panel title={say('screen.systems.tab.standing')}>
        <FieldList>
          <FieldRow label={say('screen.systems.standing')}>
            <Standing system={system} />
          </FieldRow>
          {stage === 'production' && (
            <FieldRow label={say('screen.systems.since')} empty={!first}>
              {first ? moment(first.decidedAt) : say('screen.systems.sinceBefore')}
            </FieldRow>
          )}
          {review && (
            <FieldRow label={say('screen.systems.reviewDue')} note={say(`screen.systems.review.${review.state}`)}>
              {date(review.dueOn)}
            </FieldRow>
          )}
          <FieldRow
            label={say('screen.systems.contact.title')}
            empty={!contact}
            note={contactReachedAt && say('screen.systems.contact.reached', { moment: moment(contactReachedAt) })}
          >
            {contact ? `${contact.name} · ${contact.email} · ${contact.phone}` : say('screen.systems.contact.none')}
          </FieldRow>
          {host !== undefined && (
            <FieldRow label={say('screen.systems.contact.host')}>
              <code className={classes.code}>{host}</code>
            </FieldRow>
          )}
        </FieldList>
      </Panel>
      <SuspensionPanel side="agency" kind="system" target={system.system} />
      <InspectionsPanel inspections={inspections} />
    </Stack>
  );
}
