import { useForm } from '../../form/useForm.ts';
import {
  AreaField,
  Button,
  Cluster,
  FieldList,
  FieldRow,
  FormFrame,
  Notice,
  Page,
  Panel,
  TextLink,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { ClaimField, isClaim } from './ClaimField.tsx';
import { claimText } from './claim.ts';
import type { Draft } from './draft.ts';

interface StepProps {
  id: string;
  /** What the register says now; empty when nothing. */
  current: string;
  draft: Draft;
}

export function RightStep({ id, current, draft, onAnswer }: StepProps & { onAnswer: (claim: string) => void }) {
  const { say } = useWords();
  const name = say(`field.${id}`);
  const form = useForm({
    initial: { claim: draft.claim },
    check: ({ claim }) => (isClaim(id, claim) ? {} : { claim: say('screen.correct.right.missing', { field: name }) }),
    send: async ({ claim }) => onAnswer(claim.trim()),
  });
  const title = say('screen.correct.right.title', { field: name });
  return (
    <Page
      title={title}
      width="question"
      step="right"
      error={form.errors.length > 0}
      back={{ to: '/me/record', label: say('screen.correct.backToRecord') }}
    >
      <Notice tone="plain" title={say('screen.correct.current')}>
        <p>{current || say('screen.record.none')}</p>
      </Notice>
      <FormFrame form={form} send={say('screen.correct.continue')}>
        <ClaimField field={id} label={say('screen.correct.right.label', { field: name })} {...form.field('claim')} />
      </FormFrame>
    </Page>
  );
}

export function NoteStep({ id, draft, onAnswer }: StepProps & { onAnswer: (note: string) => void }) {
  const { say } = useWords();
  const form = useForm({
    initial: { note: draft.note },
    check: () => ({}),
    send: async ({ note }) => onAnswer(note.trim()),
  });
  return (
    <Page
      title={say('screen.correct.note.title')}
      width="question"
      step="note"
      back={{ to: '/me/correct/$field', params: { field: id }, label: say('screen.correct.back') }}
    >
      <FormFrame form={form} send={say('screen.correct.continue')}>
        <AreaField
          label={say('screen.correct.note.label')}
          hint={say('screen.correct.note.hint')}
          optional
          maxLength={500}
          {...form.field('note')}
        />
      </FormFrame>
    </Page>
  );
}

export function CheckStep({ id, current, draft, onSend }: StepProps & { onSend: (key: string) => Promise<void> }) {
  const words = useWords();
  const { say } = words;
  const form = useForm({ initial: { ...draft }, check: () => ({}), send: (_, key) => onSend(key) });
  const change = (step: 'right' | 'note', what: string) => (
    <TextLink
      to="/me/correct/$field"
      params={{ field: id }}
      search={{ step }}
      label={`${say('screen.correct.check.change')}: ${what}`}
    >
      {say('screen.correct.check.change')}
    </TextLink>
  );
  const right = say('screen.correct.check.right');
  const note = say('screen.correct.check.note');
  return (
    <Page
      title={say('screen.correct.check.title')}
      width="question"
      step="check"
      error={form.problem !== null || form.errors.length > 0}
      back={{
        to: '/me/correct/$field',
        params: { field: id },
        search: { step: 'note' },
        label: say('screen.correct.back'),
      }}
    >
      <Panel>
        <FieldList>
          <FieldRow label={say('screen.correct.check.field')}>{say(`field.${id}`)}</FieldRow>
          <FieldRow label={say('screen.correct.current')}>{current || say('screen.record.none')}</FieldRow>
          <FieldRow label={right} action={change('right', right)}>
            {claimText(draft.claim, words)}
          </FieldRow>
          <FieldRow label={note} action={change('note', note)} empty={!draft.note}>
            {draft.note || say('screen.correct.check.noNote')}
          </FieldRow>
        </FieldList>
      </Panel>
      <FormFrame form={form} send={say('screen.correct.check.send')}>
        <p>{say('screen.correct.check.promise')}</p>
      </FormFrame>
    </Page>
  );
}

export function SentStep({ id, dueOn }: { id: string; dueOn: string }) {
  const { say, date } = useWords();
  return (
    <Page title={say('screen.correct.sent.title')} width="question" step="sent">
      <Notice tone="good" title={say('screen.correct.sent.due', { date: date(dueOn) })}>
        <p>{say('screen.correct.sent.text', { field: say(`field.${id}`) })}</p>
      </Notice>
      <Cluster>
        <Button kind="primary" to="/me/corrections">
          {say('screen.correct.sent.follow')}
        </Button>
        <Button to="/me/record">{say('screen.correct.backToRecord')}</Button>
      </Cluster>
    </Page>
  );
}
