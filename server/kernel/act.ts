import type { Database, Transaction } from './database/database.ts';
import type { Context } from './guard.ts';
import { problems } from './problem.ts';

/** For so many days a repetition gets the first answer. Whoever keeps requests for later must not send one that is older. */
export const ANSWERS_KEPT_DAYS = 8;

/** Forgets the answers whose days have gone by; afterwards their keys are new ones. */
export async function forgetAnswers(database: Pick<Database, 'pool'>): Promise<void> {
  await database.pool.query('DELETE FROM kernel.idempotency WHERE made_at < now() - make_interval(days => $1)', [
    ANSWERS_KEPT_DAYS,
  ]);
}

/**
 * Runs an administrative act: one transaction for the change and its journal line. With an `Idempotency-Key` the act
 * happens once, and every repetition, parallel ones too, gets the first answer.
 * @throws Problem kernel/idempotency-mismatch when the key came before with another request.
 */
export async function performAct<Result>(
  database: Database,
  context: Context,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const { idempotency, caller } = context;
  if (!idempotency) return database.transact(work);
  const owner = `${caller.kind}:${caller.id}`;
  return database.transact(async (transaction) => {
    const { client } = transaction;
    // A parallel repetition waits here for the first one's end, and then finds its answer.
    const first = await client.query(
      'INSERT INTO kernel.idempotency (caller, key, request_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [owner, idempotency.key, idempotency.requestHash],
    );
    if (first.rowCount === 0) {
      const { rows } = await client.query<{ request_hash: Buffer; answer: Result }>(
        'SELECT request_hash, answer FROM kernel.idempotency WHERE caller = $1 AND key = $2',
        [owner, idempotency.key],
      );
      if (!rows[0]?.request_hash.equals(idempotency.requestHash))
        throw problems['idempotency-mismatch']({ pointer: '/headers/idempotency-key' });
      return rows[0].answer;
    }
    const result = await work(transaction);
    await client.query('UPDATE kernel.idempotency SET answer = $3 WHERE caller = $1 AND key = $2', [
      owner,
      idempotency.key,
      JSON.stringify(result ?? null),
    ]);
    return result;
  });
}
