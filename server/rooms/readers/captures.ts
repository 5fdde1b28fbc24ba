import { type Context, newId, type Transaction } from '#kernel';
import type { Refusal } from './contracts.ts';
import { requireOwn } from './pairing.ts';
import { problems } from './problems.ts';
import { type Answer, awaitRow, insertQuestion, openAnswer, type Parts, READING_SECONDS } from './readings.ts';

/**
 * Asks the officer’s agent for a finger from the scanner beside it; what was asked before is dropped.
 *
 * @param place 1 to 10, as in ISO/IEC 19794-4
 * @throws Problem readers/reader-missing, capture-missing: the agent has no scanner
 */
export async function askCapture(parts: Parts, transaction: Transaction, context: Context, place: number) {
  const { reader, captures } = await requireOwn(transaction.client, context);
  if (!captures) throw problems['capture-missing']();
  const expiresAt = new Date(Date.parse(context.receivedAt) + READING_SECONDS * 1000);
  const reading = newId();
  await insertQuestion(parts, transaction, {
    reader,
    reading,
    question: { capture: { place } },
    expiresAt,
    kept: false,
  });
  return { reading, expiresAt: expiresAt.toISOString() };
}

/**
 * What the scanner sent, once: the row goes with it. Nothing of it is judged here; who enrols does.
 *
 * @returns undefined while nothing came
 * @throws Problem readers/reader-missing, reading-unknown, capture-refused
 */
export async function takeCapture(parts: Parts, context: Context, reading: string): Promise<Buffer | undefined> {
  const { pool } = parts.kernel.database;
  const { reader } = await requireOwn(pool, context);
  const sealed = await awaitRow(parts, reader, reading);
  const answer = sealed && openAnswer<Answer | { captured: string }>(parts, reading, sealed);
  if (!answer) return undefined;
  if (!('refused' in answer) && !('captured' in answer)) throw problems['reading-unknown']();
  const { rowCount } = await pool.query('DELETE FROM readers.reading WHERE reader = $1 AND reading = $2', [
    reader,
    reading,
  ]);
  if (rowCount === 0) throw problems['reading-unknown']();
  if ('refused' in answer) throw problems['capture-refused']({ extra: { refused: answer.refused as Refusal } });
  return Buffer.from(answer.captured, 'base64');
}
