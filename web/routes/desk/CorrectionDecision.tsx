import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Form, useForm } from '../../form/useForm.ts';
import {
  AreaField,
  announce,
  FieldList,
  FieldRow,
  FormFrame,
  isDate,
  Loading,
  Notice,
  RadioField,
  TextLink,
} from '../../kit/index.ts';
import type { QueuedAct } from '../../outbox/model.ts';
import { useWords } from '../../words.tsx';
import { claimText } from '../citizen/claim.ts';
import { checkGround, GroundFields, type GroundValues, groundOf, startGround } from './acts/ground.tsx';
import { draftOfEdit, useDraft, useDraftKeeping } from './acts/useDraft.ts';
import { type CorrectionCase, submitDecision } from './data.ts';
import { useDesk } from './desk.ts';
import { FieldInput } from './fields/FieldInput.tsx';
import { decodeField, SHAPES, showField } from './fields/values.ts';

const LAWS = ['data-protection-decree', 'identification-law-10'];

interface DecisionProps {
  correction: CorrectionCase;
  /** The answer of the outbox that is worded anew. */
  instead: QueuedAct | undefined;
  onDone: () => void;
}

/** Accepting corrects the record in the same step, refusing says why. With what was begun earlier, where something was. */
export function CorrectionDecision(props: DecisionProps) {
  const { instead, correction } = props;
  const [id] = useState(instead ? draftOfEdit(instead.id) : `decide ${correction.id}`);
  const { draft, ready } = useDraft(id);
  if (!ready) return <Loading lines={4} />;
  return <DecisionForm {...props} draftId={id} kept={draft?.values ?? instead?.values} />;
}

interface DecisionFormProps extends DecisionProps {
  draftId: string;
  kept: Readonly<Record<string, string>> | undefined;
}

function DecisionForm({ correction, instead, onDone, draftId, kept }: DecisionFormProps) {
  const words = useWords();
  const { say } = words;
  const { lists, reason } = useDesk();
  const queries = useQueryClient();
  const { field } = correction;
  const shape = SHAPES[field];
  const writeRows = (values: Record<string, string>) => {
    const before = correction.current ? { before: correction.current } : {};
    const after =
      values.decision === 'accept' ? showField(field, values[field] ?? '', { ...words, lists }) : correction.current;
    const decided = say(`screen.desk.corrections.${values.decision}`);
    return [
      { id: field, name: correction.fieldName, ...before, after },
      { id: 'decision', name: say('screen.desk.proposals.choose'), after: `${decided}. ${values.reason?.trim()}` },
    ];
  };
  const form = useForm<Record<string, string>>({
    initial: {
      decision: '',
      [field]: startValue(correction, say),
      reason: '',
      ...startGround(lists, LAWS, 'birth-certificate'),
      ...kept,
    },
    check: (values) => ({
      ...(values.decision ? {} : { decision: say('screen.desk.proposals.chooseMissing') }),
      ...(values.decision === 'accept' && shape && !isComplete(shape, values[field] ?? '')
        ? { [field]: say('screen.desk.corrections.valueMissing') }
        : {}),
      ...(values.reason?.trim() ? {} : { reason: say('screen.desk.reasonMissing') }),
      ...checkGround(values as GroundValues, say),
    }),
    send: async (values, key) => {
      const accept = values.decision === 'accept';
      const changes = accept && shape ? { changes: { [field]: decodeField(field, values[field] ?? '') } } : {};
      const body = { ...groundOf(values as GroundValues), accept, ...changes, reason: values.reason?.trim() ?? '' };
      const written = { values, instead, draft: draftId, rows: writeRows(values) };
      keeping.stop();
      const answer = await submitDecision(correction, body, { key, purpose: reason, ...written }).finally(
        keeping.resume,
      );
      announce(
        answer
          ? say(`value.correctionState.${answer.state}`)
          : say('screen.outbox.kept.title', { act: say('screen.outbox.decision') }),
      );
      onDone();
      void queries.invalidateQueries({ queryKey: ['desk'] });
    },
  });
  const subject = { person: correction.person, name: correction.personName };
  const keeping = useDraftKeeping({ id: draftId, act: 'decide-correction', subject }, form.values);
  return (
    <FormFrame form={form} send={say('screen.desk.proposals.send')}>
      <RadioField
        label={say('screen.desk.proposals.choose')}
        choices={[
          { value: 'accept', label: say('screen.desk.corrections.accept') },
          { value: 'refuse', label: say('screen.desk.corrections.refuse') },
        ]}
        {...form.field('decision')}
      />
      {form.values.decision === 'accept' && <NewValue correction={correction} form={form} />}
      <AreaField
        label={say('screen.desk.reasonLabel')}
        hint={say('screen.desk.corrections.reasonHint')}
        rows={3}
        maxLength={500}
        {...form.field('reason')}
      />
      <GroundFields form={form as never} />
    </FormFrame>
  );
}

/** What is said to be wrong, beside what is recorded. */
export function Claim({ correction }: { correction: CorrectionCase }) {
  const words = useWords();
  const { say, day } = words;
  return (
    <FieldList>
      <FieldRow label={say('screen.correct.current')}>{correction.current || say('screen.record.none')}</FieldRow>
      <FieldRow
        label={say('screen.corrections.claim')}
        source={[
          correction.saidBy && say('screen.corrections.saidBy', { organisation: correction.saidBy }),
          day(correction.openedAt),
        ]
          .filter(Boolean)
          .join(', ')}
      >
        {claimText(correction.claim, words)}
      </FieldRow>
      {correction.note && <FieldRow label={say('screen.correct.check.note')}>{correction.note}</FieldRow>}
    </FieldList>
  );
}

function NewValue({ correction, form }: { correction: CorrectionCase; form: Form<Record<string, string>> }) {
  const { say } = useWords();
  const { field, person } = correction;
  if (SHAPES[field]) {
    return <FieldInput field={field} label={say('screen.desk.corrections.value')} {...form.field(field)} />;
  }
  return (
    <Notice tone="wait" title={say('screen.desk.corrections.ownAct.title')}>
      <p>
        {say('screen.desk.corrections.ownAct.text')}{' '}
        <TextLink to="/desk/person/$person" params={{ person }}>
          {say('screen.desk.corrections.ownAct.open')}
        </TextLink>
      </p>
    </Notice>
  );
}

/** The claim in the form of the field where it can be taken over as it is; places and persons are chosen anew. */
function startValue({ field, claim }: CorrectionCase, say: (key: string) => string): string {
  switch (SHAPES[field]) {
    case 'text':
      return claim.trim();
    case 'date':
      return isDate(claim, true) ? claim : '';
    case 'sex':
      return ['male', 'female', 'undetermined'].find((sex) => claim === sex || claim === say(`value.sex.${sex}`)) ?? '';
    default:
      return '';
  }
}

function isComplete(shape: string, text: string): boolean {
  return shape === 'date' ? isDate(text, true) : text.trim() !== '';
}
