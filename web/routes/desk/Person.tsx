import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Tabs } from '../../kit/desk.ts';
import {
  announce,
  Button,
  Loading,
  Notice,
  Page,
  ProblemNotice,
  Split,
  Stack,
  Status,
  TextLink,
} from '../../kit/index.ts';
import type { QueuedAct } from '../../outbox/model.ts';
import { useWords } from '../../words.tsx';
import { useSession } from '../root.tsx';
import { ActBar } from './ActBar.tsx';
import { AtPanel } from './AtPanel.tsx';
import { ActDrawer } from './acts/ActDrawer.tsx';
import { ACTS, type ActId, type Outcome } from './acts/kinds.ts';
import { HeldPanel } from './biometrics/HeldPanel.tsx';
import { CardsPanel } from './cards/CardsPanel.tsx';
import { keptCriteria } from './criteria.ts';
import { Done } from './Done.tsx';
import { type OfficerRecord, personQuery } from './data.ts';
import { useDesk } from './desk.ts';
import { useEdited } from './outbox/useEdited.ts';
import { RecordPanel } from './RecordPanel.tsx';
import { RelativesPanel } from './RelativesPanel.tsx';
import { TimelinePanel } from './TimelinePanel.tsx';
import { useWide } from './useWide.ts';

/** One person: the record with its sources, what happened to it, what was true when, who belongs to them; and the acts. */
export function PersonScreen() {
  const { say } = useWords();
  const { person = '' } = useParams({ strict: false });
  const { reason } = useDesk();
  const record = useQuery(personQuery(person, reason));
  const back = {
    to: keptCriteria() ? '/desk/search' : '/desk',
    label: say(keptCriteria() ? 'screen.desk.person.backToSearch' : 'screen.desk.back'),
  };
  if (!record.data) {
    return (
      <Page title={say('screen.desk.person.title')} back={back} error={record.isError}>
        {record.isError ? (
          <ProblemNotice error={record.error} onRetry={() => void record.refetch()} />
        ) : (
          <Loading lines={9} />
        )}
      </Page>
    );
  }
  return <Known key={person} subject={record.data} back={back} />;
}

interface Doing {
  act: ActId;
  field?: string | undefined;
  /** An act of the outbox that is worded anew. */
  instead?: QueuedAct | undefined;
}

function Known({ subject, back }: { subject: OfficerRecord; back: { to: string; label: string } }) {
  const { say } = useWords();
  const { caller } = useSession();
  const queries = useQueryClient();
  const [doing, setDoing] = useState<Doing>();
  const [done, setDone] = useState<{ act: ActId; outcome: Outcome }>();
  useEdited((instead) => setDoing({ act: instead.act as ActId, instead }));
  const named = (act: ActId) => say(`value.${act === 'remake-pin' ? 'proposalKind' : 'actKind'}.${act}`);
  const finish = (act: ActId, outcome: Outcome) => {
    setDoing(undefined);
    setDone({ act, outcome });
    if (!outcome.waits)
      announce(say(`screen.desk.done.${outcome.dueOn ? 'proposed' : 'recorded'}`, { act: named(act) }));
    void queries.invalidateQueries({ queryKey: ['desk'] });
  };
  const can = (act: ActId) => caller.scopes.includes(ACTS[act].scope) && ACTS[act].fits(subject);
  return (
    <Page title={subject.name} lead={<Summary subject={subject} />} width="wide" back={back}>
      {done && <Done name={named(done.act)} outcome={done.outcome} person={subject.person} />}
      <Warnings subject={subject} />
      <ActBar subject={subject} can={can} onAct={(act) => setDoing({ act })} />
      <Views
        subject={subject}
        onCorrect={can('correct') && subject.canAct ? (field) => setDoing({ act: 'correct', field }) : undefined}
      />
      <ActDrawer
        act={doing?.act}
        field={doing?.field}
        instead={doing?.instead}
        subject={subject}
        onClose={() => setDoing(undefined)}
        onDone={finish}
      />
    </Page>
  );
}

function Summary({ subject }: { subject: OfficerRecord }) {
  const { say, date } = useWords();
  return (
    <>
      <span className="mono">{subject.pin ?? say('screen.desk.search.noNumber')}</span>
      {` · ${date(subject.record.birthDate)} · ${say(`value.sex.${subject.record.sex}`)} `}
      {subject.life !== 'alive' && <Status tone="wait">{say(`value.life.${subject.life}`)}</Status>}
    </>
  );
}

function Warnings({ subject }: { subject: OfficerRecord }) {
  const { say } = useWords();
  if (subject.mergedInto) {
    return (
      <Notice tone="wait" title={say('screen.desk.person.merged.title')}>
        <p>
          {say('screen.desk.person.merged.text')}{' '}
          <TextLink to="/desk/person/$person" params={{ person: subject.mergedInto }}>
            {say('screen.desk.person.merged.open')}
          </TextLink>
        </p>
        <Button small to="/desk/merge" search={{ left: subject.mergedInto, right: subject.person }}>
          {say('screen.desk.merge.undo')}
        </Button>
      </Notice>
    );
  }
  if (!subject.canAct) return <Notice tone="plain" title={say('screen.desk.person.elsewhere')} />;
  return null;
}

interface ViewsProps {
  subject: OfficerRecord;
  onCorrect: ((field: string) => void) | undefined;
}

/** Record left and the rest right where there is room for both; tabs where there is not. */
function Views({ subject, onCorrect }: ViewsProps) {
  const { say } = useWords();
  const navigate = useNavigate();
  const wide = useWide();
  const { caller } = useSession();
  const search: { tab?: string } = useSearch({ strict: false });
  const record = {
    id: 'record',
    label: say('screen.desk.person.tab.record'),
    content: <RecordPanel subject={subject} onCorrect={onCorrect} />,
  };
  const others = [
    { id: 'timeline', label: say('screen.desk.person.tab.timeline'), content: <TimelinePanel subject={subject} /> },
    { id: 'at', label: say('screen.desk.person.tab.at'), content: <AtPanel subject={subject} /> },
    { id: 'relatives', label: say('screen.desk.person.tab.relatives'), content: <RelativesPanel subject={subject} /> },
    ...(caller.scopes.includes('biometrics.read') && subject.canAct
      ? [{ id: 'biometrics', label: say('screen.biometrics.held.tab'), content: <HeldPanel person={subject.person} /> }]
      : []),
    ...(caller.scopes.includes('cards.read') && subject.canAct
      ? [{ id: 'cards', label: say('screen.cards.person.tab'), content: <CardsPanel person={subject.person} /> }]
      : []),
  ];
  const tabs = wide ? others : [record, ...others];
  const open = tabs.some(({ id }) => id === search.tab) ? search.tab : tabs[0]?.id;
  const views = (
    <Tabs
      label={say('screen.desk.person.views')}
      tabs={tabs}
      value={open ?? 'timeline'}
      onChange={(tab) =>
        void navigate({
          to: '/desk/person/$person',
          params: { person: subject.person },
          search: { tab },
          replace: true,
        })
      }
    />
  );
  return wide ? <Split main={record.content} aside={views} /> : <Stack>{views}</Stack>;
}
