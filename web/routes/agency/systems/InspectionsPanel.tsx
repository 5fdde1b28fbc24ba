import { Panel, Timeline } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { SystemView } from './data.ts';
import classes from './Systems.module.css';

/** What inspectors decided, newest first, each with the digest of the list that they saw. */
export function InspectionsPanel({ inspections }: Pick<SystemView, 'inspections'>) {
  const { say, moment } = useWords();
  if (inspections.length === 0) return null;
  return (
    <Panel title={say('screen.systems.inspections')}>
      <Timeline
        items={inspections.map(({ outcome, inspector, decidedAt, digest, journal }) => ({
          id: journal,
          when: moment(decidedAt),
          title: say(`screen.systems.outcome.${outcome === 'signed' ? 'signed' : 'returned'}`, { name: inspector }),
          body: (
            <p className={classes.soft}>
              {say('screen.systems.digest')} <code className={classes.code}>{digest}</code>
            </p>
          ),
        }))}
      />
    </Panel>
  );
}
