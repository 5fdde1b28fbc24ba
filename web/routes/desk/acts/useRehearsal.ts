import { ApiProblem } from '../../../api.ts';
import type { Row } from '../../../outbox/model.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { type ActPreview, type OfficerRecord, previewAct } from '../data.ts';
import { useDesk } from '../desk.ts';
import { reasonFor } from '../reason.ts';
import { ACTS, type ActId } from './kinds.ts';
import { journalSentence } from './sentence.ts';

/** `untried`: there was no server to try it; what changes is what the officer wrote. */
export type Rehearsed = ActPreview & { untried?: boolean };

/** The server tries an act and takes it back; a proposal changes nothing yet, so there is nothing to try. */
export function useRehearsal(subject: OfficerRecord) {
  const words = useWords();
  const { reason, lists } = useDesk();
  const { caller } = useSession();
  return async (act: ActId, body: object, written: readonly Row[]): Promise<Rehearsed> => {
    if (act !== 'remake-pin') {
      const purpose = reasonFor(ACTS[act].purpose, reason, lists);
      return previewAct(subject.person, act, body, purpose).catch((error: unknown) => {
        if (!(error instanceof ApiProblem) || error.body.status !== 0) throw error;
        return { sentence: '', changes: [...written], untried: true };
      });
    }
    const { say } = words;
    const change = { id: 'pin', name: say('field.pin'), after: say('screen.desk.act.remake-pin.new') };
    const told = { type: 'propose-remake-pin', officeName: caller.areaName ?? '', reason, lists };
    return {
      sentence: journalSentence(words, told),
      changes: [{ ...change, ...(subject.pin ? { before: subject.pin } : {}) }],
    };
  };
}
