import type { Kernel } from '#kernel';
import type { ShownMessage } from './door.ts';
import { type Channel, openCode } from './messages.ts';
import { SendError, type Senders } from './sender.ts';

/** Seconds until the next try; after the last one the message is given up. */
const BACK_OFF = [5, 15, 60, 300, 900, 3600];
/** A process that dies while it sends holds a message for so long. */
const LEASE_SECONDS = 60;
const BATCH = 20;
const EVERY_MILLISECONDS = 1000;

interface Row {
  message: string;
  channel: Channel;
  recipient: string;
  body: { template?: string; language?: string; values?: Record<string, string>; sealed?: string };
  tries: number;
}

export interface Outbox {
  /** Sends what waits; returns when nothing is due any more. */
  drain(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
  /** What was sent, or asked for in vain, is of no use after a day; a demonstration shows it for a week. */
  forget(now: Date): Promise<void>;
  recentMessages(limit: number): Promise<ShownMessage[]>;
}

/** Sends what acts have queued, at least once. What was sent is emptied: a code is nobody's business afterwards. */
export function createOutbox(
  kernel: Pick<Kernel, 'config' | 'database' | 'keys' | 'words' | 'log' | 'clock'>,
  senders: Senders,
  options: { timeZone: string; backOff?: readonly number[] },
): Outbox {
  const { pool } = kernel.database;
  const backOff = options.backOff ?? BACK_OFF;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  async function claim(): Promise<Row[]> {
    const { rows } = await pool.query<Row>({
      name: 'accounts-claim-messages',
      text: `UPDATE accounts.message SET tries = tries + 1, next_at = now() + interval '${LEASE_SECONDS} seconds'
             WHERE message IN (
               SELECT message FROM accounts.message WHERE sent_at IS NULL AND failed IS NULL AND next_at <= now()
               ORDER BY next_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
             RETURNING message, channel, recipient, body, tries, expires_at <= $1 AS late`,
      values: [kernel.clock.now()],
    });
    return rows;
  }
  async function send(row: Row & { late?: boolean }): Promise<void> {
    const sender = senders[row.channel];
    if (row.late) return end(row, 'too-late');
    if (!sender) return end(row, 'no-gateway');
    try {
      await sender.send({ id: row.message, recipient: row.recipient, ...render(row) });
      await end(row, null);
    } catch (error) {
      const { code, final } = error instanceof SendError ? error : new SendError('failed', true);
      kernel.log.warn({ component: 'messages', code, channel: row.channel }, 'a message was not taken');
      const wait = backOff[row.tries - 1];
      if (final || wait === undefined) return end(row, code);
      await pool.query(`UPDATE accounts.message SET next_at = now() + make_interval(secs => $2) WHERE message = $1`, [
        row.message,
        wait,
      ]);
    }
  }
  async function end(row: Row, failed: string | null): Promise<void> {
    await pool.query(
      `UPDATE accounts.message SET failed = $2, sent_at = CASE WHEN $2::text IS NULL THEN now() END,
         body = CASE WHEN $3 THEN body ELSE '{}'::jsonb END WHERE message = $1`,
      // The demonstration shows what would have been sent.
      [row.message, failed, kernel.config.demonstration],
    );
  }
  function render({ body, channel }: Pick<Row, 'body' | 'channel'>): { subject: string; text: string } {
    const language = body.language ?? kernel.words.languages[0]!;
    const at = body.values?.at;
    const values = {
      ...body.values,
      ...(body.sealed ? { code: openCode(kernel.keys, body.sealed) } : {}),
      ...(at ? { at: formatTime(at, language, options.timeZone) } : {}),
      device: body.values?.device || kernel.words.say(language, 'message.someDevice'),
    };
    const say = (part: string) => kernel.words.say(language, `message.${body.template}.${part}`, values);
    const text = say('text');
    if (channel === 'sms') return { subject: '', text };
    return { subject: say('subject'), text: `${text}\n\n${kernel.words.say(language, 'message.footer')}\n` };
  }
  async function drainAll(): Promise<void> {
    for (;;) {
      const rows = await claim();
      await Promise.all(rows.map(send));
      if (rows.length < BATCH) return;
    }
  }
  function drain(): Promise<void> {
    running ??= drainAll().finally(() => {
      running = undefined;
    });
    return running;
  }
  return {
    drain,
    start() {
      timer = setInterval(() => {
        drain().catch((err: Error) => kernel.log.warn({ component: 'messages', err }, 'the queue was not read'));
      }, EVERY_MILLISECONDS);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await running?.catch(() => {});
      for (const sender of Object.values(senders)) sender.close();
    },
    async forget(now) {
      const days = kernel.config.demonstration ? 7 : 1;
      await pool.query(
        'DELETE FROM accounts.message WHERE (sent_at IS NOT NULL OR failed IS NOT NULL) AND made_at < now() - make_interval(days => $1)',
        [days],
      );
      await pool.query("DELETE FROM accounts.activation WHERE expires_at < $1::timestamptz - interval '1 day'", [now]);
    },
    async recentMessages(limit) {
      const { rows } = await pool.query<Row & { made_at: Date }>(
        "SELECT message, channel, recipient, body, tries, made_at FROM accounts.message WHERE body ? 'template' ORDER BY made_at DESC, message DESC LIMIT $1",
        [limit],
      );
      return rows.map((row) => ({
        id: row.message,
        channel: row.channel,
        recipient: row.recipient,
        ...render(row),
        madeAt: row.made_at.toISOString(),
      }));
    },
  };
}

function formatTime(at: string, language: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(at));
}
