import { SourceError } from './columns.ts';
import { LeaseLost } from './commit.ts';
import type { Job, Told } from './job.ts';
import { runBatch } from './run.ts';

/**
 * The engine as a process of its own: a file that makes the table engine crash, or takes all its memory, ends this process and
 * not the server's. It ends by itself when the server does.
 */
export type Reply = { readonly kind: 'go' } | { readonly kind: 'stop' };

let replied: (reply: Reply) => void = () => {};
process.on('disconnect', () => process.exit(1));
process.on('message', (message: { job: Job } | Reply) => {
  if (!('job' in message)) return replied(message);
  void answer(message.job);
});

function send(told: Told): Promise<void> {
  return new Promise((resolve, reject) =>
    process.send!(told, (error: Error | null) => (error ? reject(error) : resolve())),
  );
}

async function tell(told: Told): Promise<void> {
  if (told.kind !== 'ask') return send(told);
  const reply = new Promise<Reply>((resolve) => {
    replied = resolve;
  });
  await send(told);
  if ((await reply).kind === 'stop') throw new LeaseLost();
}

async function answer(job: Job): Promise<void> {
  try {
    await send({ kind: 'done', outcome: await runBatch(job, tell) });
  } catch (error) {
    if (error instanceof SourceError)
      await send({ kind: 'failed', failure: error.failure, detail: error.message.slice(0, 200) });
    else if (!(error instanceof LeaseLost)) {
      process.stderr.write(`batch ${job.batch}: ${(error as Error).stack}\n`);
      process.exitCode = 1;
    }
  } finally {
    // The end of the channel is not the server's end this time.
    process.removeAllListeners('disconnect');
    process.disconnect();
  }
}
