import { useQuery } from '@tanstack/react-query';
import { Disclosure, Loaded, Stack, Status, Timeline, type TimelineItem } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { ChangeList } from './ChangeList.tsx';
import { type OfficerRecord, type TimelineAct, timelineQuery } from './data.ts';
import { useDesk } from './desk.ts';
import { EvidenceList } from './EvidenceList.tsx';
import { namesQuery } from './officials/data.ts';
import classes from './TimelinePanel.module.css';
import { WrittenPlace } from './WrittenPlace.tsx';

/** Everything that happened to the record, newest first: what changed, who recorded it, on which law and which paper. */
export function TimelinePanel({ subject }: { subject: OfficerRecord }) {
  const { say, date, has } = useWords();
  const { reason } = useDesk();
  const timeline = useQuery(timelineQuery(subject.person, reason));
  // The register knows officials by their staff numbers; their names are the staff room's.
  const names = useQuery(namesQuery((timeline.data ?? []).map(({ officerName }) => officerName)));
  const itemOf = (act: TimelineAct): TimelineItem => ({
    id: act.act,
    when: date(act.validFrom),
    title: (
      <>
        {has(`value.actKind.${act.kind}`) ? say(`value.actKind.${act.kind}`) : act.kind}{' '}
        {act.retracted && <Status tone="wait">{say('screen.desk.timeline.retracted')}</Status>}
      </>
    ),
    body: <ActBody act={act} officer={names.data?.[act.officerName]} />,
    past: act.retracted,
  });
  return (
    <Loaded query={timeline} lines={6}>
      {(acts) => (
        <Stack gap="large">
          <Timeline items={acts.map(itemOf)} />
          <Areas subject={subject} />
        </Stack>
      )}
    </Loaded>
  );
}

function ActBody({ act, officer }: { act: TimelineAct; officer: string | undefined }) {
  const { say, moment } = useWords();
  return (
    <div className={classes.act}>
      {act.changes.length > 0 && <ChangeList changes={act.changes} />}
      <Disclosure
        summary={say('screen.desk.timeline.recorded', { at: moment(act.recordedAt), office: act.officeName })}
      >
        <Stack gap="small">
          <p>{act.legalBasisTitle}</p>
          <EvidenceList evidence={act.evidence} />
          <p className={classes.soft}>
            {say('screen.desk.timeline.officer')} {officer} <code>{act.officerName}</code>
          </p>
          <p className={classes.soft}>
            {say('screen.desk.done.reference')} <code>{act.act}</code>
          </p>
        </Stack>
      </Disclosure>
    </div>
  );
}

/** Places whose unit has become another: as they were written, and today's. The record itself is never rewritten. */
function Areas({ subject }: { subject: OfficerRecord }) {
  const { say } = useWords();
  const moved = subject.fields.filter(({ resolved }) => resolved !== undefined);
  if (moved.length === 0) return null;
  return (
    <section className={classes.areas}>
      <h2 className={classes.title}>{say('screen.desk.timeline.areas')}</h2>
      <p className={classes.soft}>{say('screen.desk.timeline.areasText')}</p>
      <dl className={classes.list}>
        {moved.map((field) => (
          <div key={field.id}>
            <dt>{say(`field.${field.id}`)}</dt>
            <dd>
              <WrittenPlace text={field.text} resolved={field.resolved ?? ''} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
