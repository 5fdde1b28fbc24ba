import { Button, Cluster, type IconName } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { useSession } from '../root.tsx';
import classes from './ActBar.module.css';
import type { ActId } from './acts/kinds.ts';
import type { OfficerRecord } from './data.ts';

const ORDER: readonly (readonly [ActId, IconName])[] = [
  ['correct', 'correct'],
  ['move', 'home'],
  ['marry', 'people'],
  ['divorce', 'people'],
  ['guardian', 'proof'],
  ['guardian-end', 'proof'],
  ['household', 'list'],
  ['death', 'document'],
  ['missing', 'clock'],
  ['found', 'person'],
  ['remake-pin', 'key'],
];

/** Recorded by the office of the new place, or of the other person, as well. */
const EITHER: ReadonlySet<ActId> = new Set(['move', 'marry', 'guardian', 'guardian-end']);

interface ActBarProps {
  subject: OfficerRecord;
  can: (act: ActId) => boolean;
  onAct: (act: ActId) => void;
}

/** What this officer may record for this person now. */
export function ActBar({ subject, can, onAct }: ActBarProps) {
  const { say } = useWords();
  const { caller } = useSession();
  const offered = ORDER.filter(([act]) => can(act) && !subject.mergedInto && (subject.canAct || EITHER.has(act)));
  const merges = caller.scopes.includes('people.act.merge') && !subject.mergedInto && subject.canAct;
  if (offered.length === 0 && !merges) return null;
  return (
    <section className={classes.bar} aria-label={say('screen.desk.person.acts')}>
      <Cluster>
        {offered.map(([act, icon]) => (
          <Button key={act} small icon={icon} onClick={() => onAct(act)}>
            {say(`screen.desk.act.${act}.title`)}
          </Button>
        ))}
        {merges && (
          <Button small icon="merge" to="/desk/merge" search={{ left: subject.person }}>
            {say('screen.desk.merge.short')}
          </Button>
        )}
      </Cluster>
    </section>
  );
}
