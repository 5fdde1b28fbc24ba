import { ApiProblem, post } from '../api.ts';
import type { QueuedAct } from './model.ts';
import { tagsOf } from './model.ts';
import { changeAct, queueAct, removePaper, sendAct } from './outbox.ts';
import { currentVault } from './vault.ts';

export type Submission = Omit<QueuedAct, 'id' | 'order' | 'madeAt' | 'state'>;

interface Submitting {
  /** The same while the same values are sent again. */
  key: string;
  /** The act that is worded anew. */
  instead?: QueuedAct | undefined;
  /** The draft that has become this act. */
  draft?: string | undefined;
}

/**
 * Writes an act down, then sends it. An officer who is there hears a refusal at once, beside the form, and the paper goes; an
 * act that got no answer stays in the outbox.
 * @returns the server's answer; undefined: it waits
 * @throws ApiProblem what the server refused
 */
export async function submitAct<Answer>(
  given: Submission,
  { key, instead, draft }: Submitting,
): Promise<Answer | undefined> {
  if (!currentVault()) {
    const { path, body, purpose } = given;
    return post<Answer>(path, body, { purpose, key, ifMatch: tagsOf(given) });
  }
  const { id } = instead ?? (await queueAct(given));
  if (instead) await changeAct(instead, { ...given, state: 'waiting' });
  const sent = await sendAct(id);
  const problem = sent?.state === 'refused' || sent?.state === 'changed' ? sent.problem : undefined;
  // An act out of the outbox stays there with what was said of it; a new one is still in its form.
  if (problem && !instead) await removePaper(id);
  if (problem) throw new ApiProblem(problem);
  if (draft) await removePaper(draft);
  if (sent?.state !== 'sent') return undefined;
  await removePaper(id);
  return sent.answer as Answer;
}
