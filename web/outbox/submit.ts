import { ApiProblem, post } from '../api.ts';
import { encodeFile } from '../base64.ts';
import { reaches } from '../offline.ts';
import { type ActState, type QueuedAct, type Submission, tagsOf } from './model.ts';
import { changeAct, queueAct, readOutbox, removePaper, sendAct, sendWaiting } from './outbox.ts';
import { type Bytes, hasRoom, noRoom } from './scans.ts';
import { currentVault } from './vault.ts';

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

/**
 * Writes a scan down and lets it go: the form is free for the next one, and what becomes of it stands beside its case.
 * @returns once it is written down; what it returns settles when it has been tried
 * @throws ApiProblem web/storage-full; where nothing can be kept, what the server refused
 */
export async function submitScan(
  given: Submission,
  bytes: Bytes,
  key: string,
): Promise<() => Promise<ActState | undefined>> {
  const room = await hasRoom(bytes.length);
  if (!room && !reaches()) throw noRoom();
  if (!room || !currentVault()) {
    await post(given.path, { content: await encodeFile(new Blob([bytes])) }, { key });
    return async () => 'sent';
  }
  const { id } = await queueAct(given, bytes);
  const tried = sendAct(id).then(async (act) => {
    if (act?.state === 'sent') await removePaper(id);
    return act?.state;
  });
  return () => tried;
}

/**
 * Sends the papers that wait beside a case: what is decided with a line is decided with all of them in sight.
 * @throws ApiProblem web/scans-waiting
 */
export async function sendScans(door: string): Promise<void> {
  const waits = async () =>
    (await readOutbox()).acts.some(({ path, scan, state }) => path === door && scan && state !== 'sent');
  if (!(await waits())) return;
  await sendWaiting();
  if (await waits()) throw new ApiProblem({ type: 'about:blank', title: '', status: 0, code: 'web/scans-waiting' });
}
