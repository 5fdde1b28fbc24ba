import type { Parts } from './parts.ts';

interface Forgetting {
  readonly kernel: Pick<Parts['kernel'], 'database'> & { readonly clock: Pick<Parts['kernel']['clock'], 'today'> };
  readonly offices: Parts['offices'];
}

/** What a desk’s file says is kept no longer is erased; what records a movement first of all. */
export async function forgetOld({ kernel, offices }: Forgetting): Promise<void> {
  const { pool } = kernel.database;
  const today = kernel.clock.today();
  await pool.query("DELETE FROM checkpoints.challenge WHERE expires_at < now() - interval '1 day'");
  for (const { id, keep } of offices.country.checkpoints.values()) {
    const desks = 'SELECT desk FROM checkpoints.desk WHERE kind = $1';
    const erase = (sql: string, days: number) => pool.query(sql, [id, today, days]);
    await erase(`DELETE FROM checkpoints.decision WHERE desk IN (${desks}) AND day < $2::date - $3::int`, keep.check);
    await erase(`DELETE FROM checkpoints.visit WHERE desk IN (${desks}) AND day < $2::date - $3::int`, keep.record);
    await erase(`DELETE FROM checkpoints.crossing WHERE desk IN (${desks}) AND at < $2::date - $3::int`, keep.record);
    const gone = `SELECT flight FROM checkpoints.flight WHERE departs_at < $2::date - $3::int AND organisation IN
      (SELECT organisation FROM checkpoints.desk WHERE kind = $1)`;
    if ([...offices.country.checkpoints.values()].some((one) => one.id === id && one.question === 'boarding')) {
      await erase(`DELETE FROM checkpoints.boarding WHERE flight IN (${gone})`, keep.record);
      await erase(`DELETE FROM checkpoints.flight WHERE flight IN (${gone})`, keep.record);
    }
  }
}
