import { useEffect, useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { Button, Drawer, FormFrame, isDate } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { type ActPreview, type OfficerRecord, previewAct } from '../data.ts';
import { useDesk } from '../desk.ts';
import { reasonFor } from '../reason.ts';
import { ActFields } from './ActFields.tsx';
import { checkGround, GroundFields, type GroundValues, groundOf, startGround } from './ground.tsx';
import { ACTS, type ActId, type ActValues, type Outcome, sendKind, startCorrection } from './kinds.ts';
import { Preview } from './Preview.tsx';
import { journalSentence } from './sentence.ts';

interface ActDrawerProps {
  act: ActId | undefined;
  /** The field to correct, when the act was begun beside it. */
  field?: string | undefined;
  subject: OfficerRecord;
  onClose: () => void;
  onDone: (act: ActId, outcome: Outcome) => void;
}

/** An act in a drawer: fill in, read what changes and what the citizen will read, record. */
export function ActDrawer({ act, field, subject, onClose, onDone }: ActDrawerProps) {
  const { say } = useWords();
  return (
    <Drawer
      open={act !== undefined}
      title={act ? `${say(`screen.desk.act.${act}.title`)} – ${subject.name}` : ''}
      onClose={onClose}
    >
      {act && <ActForm key={`${act} ${field}`} act={act} field={field} subject={subject} onDone={onDone} />}
    </Drawer>
  );
}

function ActForm({ act, field, subject, onDone }: Omit<ActDrawerProps, 'act' | 'onClose'> & { act: ActId }) {
  const { say } = useWords();
  const { reason, lists, today } = useDesk();
  const [preview, setPreview] = useState<ActPreview>();
  const rehearse = useRehearsal(subject);
  const kind = ACTS[act];
  const form = useForm<ActValues>({
    initial: {
      ...kind.start(today),
      ...(field ? startCorrection(subject, [field]) : {}),
      ...startGround(lists, kind.laws, kind.evidence),
    },
    check: (values) => {
      const missing = Object.entries(kind.check(values, isDate)).map(([name, key]) => [name, say(key)]);
      return { ...Object.fromEntries(missing), ...checkGround(values as GroundValues, say) } as ActValues;
    },
    send: async (values, key) => {
      const body = { ...groundOf(values as GroundValues), ...kind.body(values, subject) };
      if (!preview) setPreview(await rehearse(act, body));
      else onDone(act, await sendKind(act, subject, body, { key, purpose: reasonFor(kind.purpose, reason, lists) }));
    },
  });
  // A complaint about a field takes the officer back to the field.
  const faults = form.errors.length;
  useEffect(() => {
    if (faults > 0) setPreview(undefined);
  }, [faults]);
  const proposes = act === 'remake-pin';
  const law = lists.legalBases.find(({ id }) => id === form.values.legalBasis);
  return (
    <FormFrame
      form={form}
      send={say(`screen.desk.act.${preview ? (proposes ? 'propose' : 'record') : 'check'}`)}
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

/** The server tries an act and takes it back; a proposal changes nothing yet, so there is nothing to try. */
function useRehearsal(subject: OfficerRecord) {
  const words = useWords();
  const { reason, lists } = useDesk();
  const { caller } = useSession();
  return async (act: ActId, body: object): Promise<ActPreview> => {
    if (act !== 'remake-pin') return previewAct(subject.person, act, body, reasonFor(ACTS[act].purpose, reason, lists));
    const { say } = words;
    const change = { id: 'pin', name: say('field.pin'), after: say('screen.desk.act.remake-pin.new') };
    const told = { type: 'propose-remake-pin', officeName: caller.areaName ?? '', reason, lists };
    return {
      sentence: journalSentence(words, told),
      changes: [{ ...change, ...(subject.pin ? { before: subject.pin } : {}) }],
    };
  };
}
