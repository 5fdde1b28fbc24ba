/** An engine as rooms have them: each step in one transaction with the row's own, under the lease; ends by itself, or rests. */
import { openDatabase } from './database/database.ts';

export interface Job {
  readonly matter: string;
  readonly lease: string;
  readonly url: string;
  /** It takes the next one after this. */
  readonly rests: boolean;
}

export interface Told {
  readonly step: number;
  readonly pid: number;
}

process.on('disconnect', () => process.exit(1));
process.on('message', (message: { job: Job } | { kind: 'go' }) => {
  if ('job' in message) void work(message.job);
  else go();
});

let go: () => void = () => {};

async function work({ matter, lease, url, rests }: Job): Promise<void> {
  const database = openDatabase(url, undefined, { max: 1 });
  const take = () =>
    database.transact(async ({ client }) => {
      const { rows } = await client.query<{ step: number; steps: number; crashes: boolean }>(
        "SELECT step, steps, crashes FROM leasing.matter WHERE matter = $1 AND lease_by = $2 AND state = 'running' FOR UPDATE",
        [matter, lease],
      );
      const [held] = rows;
      if (held?.crashes) process.kill(process.pid, 'SIGKILL');
      if (!held || held.step === held.steps) {
        await client.query(
          "UPDATE leasing.matter SET state = 'done', lease_by = NULL WHERE matter = $1 AND lease_by = $2",
          [matter, lease],
        );
        return undefined;
      }
      await client.query('INSERT INTO leasing.done (matter, step, lease) VALUES ($1, $2, $3)', [
        matter,
        held.step,
        lease,
      ]);
      await client.query('UPDATE leasing.matter SET step = step + 1, attempts = 0 WHERE matter = $1', [matter]);
      return held.step;
    });
  for (let step = await take(); step !== undefined; step = await take()) {
    const answered = new Promise<void>((resolve) => {
      go = resolve;
    });
    process.send!({ step, pid: process.pid } satisfies Told);
    await answered;
  }
  await database.close();
  if (rests) return void process.send!({ kind: 'rest' });
  process.removeAllListeners('disconnect');
  process.disconnect();
}
