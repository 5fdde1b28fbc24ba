import { randomInt } from 'node:crypto';
import type { Client, Kernel } from '#kernel';
import type { Assurance, Origin } from '#rooms/accounts';

/** A code holds for two minutes: time to take the phone out, too little to be passed on at leisure. */
const SECONDS = 120;
/** A number typed wrong once was misread; twice was guessed. */
const TRIES = 2;

export type Decision = 'approved' | 'refused' | 'failed';

/** A sign-in on another screen, as the phone sees it. */
export interface Crossing {
  readonly crossing: string;
  readonly attempt: string;
  readonly client: string;
  readonly wanted: Assurance;
  readonly device: string;
  readonly network: string;
  readonly number: number;
  readonly decision: Decision | undefined;
}

interface Row extends Omit<Crossing, 'decision'> {
  readonly decision: Decision | null;
}

const COLUMNS = 'crossing, attempt, client, wanted, device, network, number, decision';
/** Without what is misread; 50 bits, for two minutes, and useless without a session and the number. */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';

const newCrossing = () => Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

const read = (row: Row | undefined): Crossing | undefined => row && { ...row, decision: row.decision ?? undefined };

export interface Crossings {
  /** The code that this attempt's page shows: the living one, or a new one. */
  open(given: { attempt: string; client: string; wanted: Assurance; origin: Origin }): Promise<Crossing>;
  /** What a phone that read the code is shown; undefined: too old, answered, never there. */
  find(crossing: string): Promise<Crossing | undefined>;
  /** The newest answer or open question of an attempt; undefined: none that lives. */
  look(attempt: string): Promise<Crossing | undefined>;
  /**
   * The phone's answer; one of many at once counts. In a transaction of the caller, who tells the account's owner.
   * @returns undefined when nothing waits any more; 'again' when the number was wrong and may be typed once more
   */
  decide(
    client: Client,
    crossing: string,
    answer: { account: string; session: string; decision: 'approve' | 'refuse'; number: string },
  ): Promise<Decision | 'again' | undefined>;
  /** Takes the approval, once. @returns who vouches, and with which session */
  take(attempt: string): Promise<{ account: string; session: string } | undefined>;
}

/** Sign-ins that a phone vouches for. Every step is one conditional write. */
export function createCrossings({ database, clock }: Pick<Kernel, 'database' | 'clock'>): Crossings {
  const { pool } = database;
  const living = async (column: 'crossing' | 'attempt', value: string, open: boolean) => {
    const { rows } = await pool.query<Row>(
      `SELECT ${COLUMNS} FROM signin.crossing WHERE ${column} = $1 AND expires_at > $2 AND taken_at IS NULL
       ${open ? 'AND decision IS NULL' : ''} ORDER BY made_at DESC LIMIT 1`,
      [value, clock.now()],
    );
    return read(rows[0]);
  };
  return {
    async open({ attempt, client, wanted, origin }) {
      const held = await living('attempt', attempt, true);
      if (held) return held;
      const now = clock.now();
      const { rows } = await pool.query<Row>(
        `INSERT INTO signin.crossing (crossing, attempt, client, wanted, device, network, number, made_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${COLUMNS}`,
        [
          newCrossing(),
          attempt,
          client,
          wanted,
          origin.device,
          origin.network,
          randomInt(10, 100),
          now,
          new Date(now.getTime() + SECONDS * 1000),
        ],
      );
      return read(rows[0])!;
    },

    find: (crossing) => living('crossing', crossing, true),
    look: (attempt) => living('attempt', attempt, false),

    async decide(client, crossing, { account, session, decision, number }) {
      const { rows } = await client.query<{ decision: Decision | null }>(
        `UPDATE signin.crossing SET
           account = $2, session = $7,
           failures = failures + CASE WHEN $3 = 'approve' AND number::text <> $4 THEN 1 ELSE 0 END,
           decision = CASE
             WHEN $3 = 'refuse' THEN 'refused'
             WHEN number::text = $4 THEN 'approved'
             WHEN failures + 1 >= $5 THEN 'failed' END
         WHERE crossing = $1 AND decision IS NULL AND expires_at > $6 RETURNING decision`,
        [crossing, account, decision, number, TRIES, clock.now(), session],
      );
      return rows[0] && (rows[0].decision ?? 'again');
    },

    async take(attempt) {
      const now = clock.now();
      const { rows } = await pool.query<{ account: string; session: string }>(
        `UPDATE signin.crossing SET taken_at = $2
         WHERE attempt = $1 AND decision = 'approved' AND taken_at IS NULL AND expires_at > $2 RETURNING account, session`,
        [attempt, now],
      );
      return rows[0];
    },
  };
}

/** Attempts end after ten minutes; what hung on them is nobody's any more. */
export async function forgetCrossings({ database, clock }: Pick<Kernel, 'database' | 'clock'>): Promise<void> {
  await database.pool.query("DELETE FROM signin.crossing WHERE expires_at < $1::timestamptz - interval '1 hour'", [
    clock.now(),
  ]);
}
