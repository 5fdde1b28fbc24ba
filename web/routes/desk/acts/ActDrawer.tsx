import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiProblem } from '../../../api.ts';
import { useForm } from '../../../form/useForm.ts';
import { Button, Drawer, FormFrame, isDate, Loading, Notice } from '../../../kit/index.ts';
import type { Draft, QueuedAct, Row } from '../../../outbox/model.ts';
import { submitAct } from '../../../outbox/submit.ts';
import { useWords } from '../../../words.tsx';
import type { OfficerRecord } from '../data.ts';
import { useDesk } from '../desk.ts';
import { reasonFor } from '../reason.ts';
import { ActFields } from './ActFields.tsx';
import { checkGround, GroundFields, type GroundValues, groundOf, startGround } from './ground.tsx';
import { ACTS, type ActId, type ActValues, type Outcome, pathOf, readOutcome, startCorrection } from './kinds.ts';
import { Preview } from './Preview.tsx';
import { describeAct } from './rows.ts';
import { draftOfEdit, useDraft, useDraftKeeping } from './useDraft.ts';
import { type Rehearsed, useRehearsal } from './useRehearsal.ts';

interface ActDrawerProps {
  act: ActId | undefined;
  /** The field to correct, when the act was begun beside it. */
  field?: string | undefined;
  /** An act of the outbox that is worded anew. */
  instead?: QueuedAct | undefined;
  subject: OfficerRecord;
  onClose: () => void;
  onDone: (act: ActId, outcome: Outcome) => void;
}

/** An act in a drawer: fill in, read what changes and what the citizen will read, record. */
export function ActDrawer({ act, subject, onClose, ...props }: ActDrawerProps) {
  const { say } = useWords();
  return (
    <Drawer
      open={act !== undefined}
      title={act ? `${say(`screen.desk.act.${act}.title`)} – ${subject.name}` : ''}
      onClose={onClose}
    >
      {act && <Begun key={`${act} ${props.field} ${props.instead?.id}`} act={act} subject={subject} {...props} />}
    </Drawer>
  );
}

type BegunProps = Omit<ActDrawerProps, 'act' | 'onClose'> & { act: ActId };

/** With what was begun earlier, where something was. */
function Begun(props: BegunProps) {
  const { say, moment } = useWords();
  const { act, field, subject, instead } = props;
  const id = instead ? draftOfEdit(instead.id) : `${subject.person} ${act} ${field ?? ''}`.trim();
  const { draft, ready, discard } = useDraft(id);
  if (!ready) return <Loading lines={5} />;
  return (
    <>
      {draft && (
        <Notice tone="plain" title={say('screen.outbox.draft.restored', { time: moment(draft.savedAt) })}>
          <Button small onClick={() => void discard()}>
            {say('screen.outbox.draft.discard')}
          </Button>
        </Notice>
      )}
      <ActForm key={draft?.savedAt ?? 'new'} {...props} draftId={id} draft={draft} />
    </>
  );
}

interface ActFormProps extends BegunProps {
  draftId: string;
  draft: Draft | undefined;
}

function ActForm({ act, field, subject, instead, onDone, draftId, draft }: ActFormProps) {
  const words = useWords();
  const { say } = words;
  const { reason, lists, today } = useDesk();
  const queries = useQueryClient();
  const [preview, setPreview] = useState<Rehearsed>();
  const rehearse = useRehearsal(subject);
  const kind = ACTS[act];
  const named = { person: subject.person, name: subject.name, ...(subject.pin ? { pin: subject.pin } : {}) };
  const form = useForm<ActValues>({
    initial: {
      ...kind.start(today),
      ...(field ? startCorrection(subject, [field]) : {}),
      ...startGround(lists, kind.laws, kind.evidence),
      ...instead?.values,
      ...draft?.values,
    },
    check: (values) => {
      const missing = Object.entries(kind.check(values, isDate)).map(([name, key]) => [name, say(key)]);
      return { ...Object.fromEntries(missing), ...checkGround(values as GroundValues, say) } as ActValues;
    },
    send: async (values, key) => {
      const body = { ...groundOf(values as GroundValues), ...kind.body(values, subject) };
      const rows: Row[] = describeAct(act, values, subject, { ...words, lists });
      if (!preview) return setPreview(await rehearse(act, body, rows));
      const purpose = reasonFor(kind.purpose, reason, lists);
      const base = { [subject.person]: subject.version };
      const path = pathOf(act, subject);
      keeping.stop();
      try {
        const answer = await submitAct<Parameters<typeof readOutcome>[0]>(
          { act, subject: named, values, rows, path, body, purpose, base },
          { key, instead, draft: draftId },
        );
        onDone(act, answer ? readOutcome(answer, subject) : { waits: true });
      } catch (error) {
        keeping.resume();
        // The record that stands beside the form is an older one: the officer reads the new one, and what the act makes of it.
        if (error instanceof ApiProblem && error.body.status === 412) {
          setPreview(undefined);
          await queries.invalidateQueries({ queryKey: ['desk', 'person', subject.person] });
        }
        throw error;
      }
    },
  });
  const keeping = useDraftKeeping({ id: draftId, act, subject: named }, form.values);
  // A complaint about a field takes the officer back to the field.
  const faults = form.errors.length;
  useEffect(() => {
    if (faults > 0) setPreview(undefined);
  }, [faults]);
  const proposes = act === 'remake-pin';
  const law = lists.legalBases.find(({ id }) => id === form.values.legalBasis);
  const last = preview?.untried ? 'screen.outbox.keep' : `screen.desk.act.${proposes ? 'propose' : 'record'}`;
  return (
    <FormFrame
      form={form}
      send={say(preview ? last : 'screen.desk.act.check')}
      beside={preview && <Button onClick={() => setPreview(undefined)}>{say('screen.desk.act.back')}</Button>}
    >
      {preview ? (
        <Preview {...preview} law={proposes ? law?.title : undefined} proposed={proposes} />
      ) : (
        <>
          <ActFields act={act} subject={subject} form={form} />
          <GroundFields form={form as never} />
        </>
      )}
    </FormFrame>
  );
}
