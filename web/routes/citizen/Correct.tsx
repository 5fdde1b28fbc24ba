import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Loading, Page, ProblemNotice } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { CheckStep, NoteStep, RightStep, SentStep } from './CorrectSteps.tsx';
import { recordQuery, sendCorrection } from './data.ts';
import { type Draft, dropDraft, keepDraft, readDraft } from './draft.ts';
import type { CorrectStep } from './index.ts';

/** "This is wrong": what is right, why, check, sent. One question a page; leaving and coming back loses nothing. */
export function CorrectScreen() {
  const { say } = useWords();
  const { field: id = '' } = useParams({ strict: false });
  const record = useQuery(recordQuery);
  const field = record.data?.fields.find((each) => each.id === id);
  if (record.isPending) {
    return (
      <Page title={say('screen.correct.title')} width="question">
        <Loading />
      </Page>
    );
  }
  if (record.isError || !field) {
    return (
      <Page title={say('screen.correct.title')} width="question" error>
        <ProblemNotice error={record.error} onRetry={() => void record.refetch()} />
      </Page>
    );
  }
  return <Questions key={id} id={id} current={field.state === 'known' ? field.text : ''} />;
}

function Questions({ id, current }: { id: string; current: string }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const search: { step?: CorrectStep } = useSearch({ strict: false });
  const [draft, setDraft] = useState(() => readDraft(id));
  const [dueOn, setDueOn] = useState<string>();
  const go = (step: CorrectStep, replace = false) =>
    void navigate({ to: '/me/correct/$field', params: { field: id }, search: { step }, replace });
  const answer = (part: Partial<Draft>, next: CorrectStep) => {
    const changed = { ...draft, ...part };
    setDraft(changed);
    keepDraft(id, changed);
    go(next);
  };
  const send = async (key: string) => {
    const promised = await sendCorrection({ field: id, ...draft }, key);
    dropDraft(id);
    setDueOn(promised.dueOn);
    void queries.invalidateQueries({ queryKey: ['me'] });
    go('sent', true);
  };
  const asked = search.step ?? 'right';
  // A later question cannot be answered first, nor a correction be "sent" by an address.
  const reachable = asked === 'sent' ? dueOn !== undefined : draft.claim !== '';
  const step = reachable ? asked : 'right';
  const shared = { id, current, draft };
  switch (step) {
    case 'right':
      return <RightStep {...shared} onAnswer={(claim) => answer({ claim }, 'note')} />;
    case 'note':
      return <NoteStep {...shared} onAnswer={(note) => answer({ note }, 'check')} />;
    case 'check':
      return <CheckStep {...shared} onSend={send} />;
    case 'sent':
      return <SentStep id={id} dueOn={dueOn ?? ''} />;
  }
}
