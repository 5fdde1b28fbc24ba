import { randomBytes } from 'node:crypto';
import type { Static } from 'typebox';
import { type Context, type Kernel, newId, type Transaction } from '#kernel';
import { type CardFiles, EmrtdError, type FileName, type MrzAccess, readMrz, type TrustList } from '#libs/emrtd';
import type { AnswerBody, Judged, ReadingBody, Shown, Wanted } from './contracts.ts';
import { judge } from './model.ts';
import { requireOwn } from './pairing.ts';
import { problems } from './problems.ts';
import type { Signals } from './signals.ts';

/** Time to lay the card on the reader, and to see what came of it. */
const READING_SECONDS = 90;
/** Requests end before proxies lose patience. */
export const WAIT_MILLISECONDS = 20_000;

export interface Parts {
  readonly kernel: Pick<Kernel, 'database' | 'keys'>;
  readonly signals: Signals;
  trust(): Promise<TrustList>;
}

interface Question {
  can?: string;
  access?: MrzAccess;
}
type Answer = { refused: string } | { judged: Judged };

const aboutQuestion = (reading: string) => `reader-question:${reading}`;
const aboutAnswer = (reading: string) => `reader-answer:${reading}`;
const asBytes = (value: unknown) => Buffer.from(JSON.stringify(value));

/** @throws Problem readers/key-missing, zone-wrong */
function toQuestion({ can, zone }: Static<typeof ReadingBody>): Question {
  if (can) return { can };
  if (!zone) throw problems['key-missing']({ pointer: '/can' });
  try {
    const { documentNumber, birthDate, expiryDate } = readMrz(zone);
    return { access: { documentNumber, birthDate, expiryDate } };
  } catch (error) {
    if (!(error instanceof EmrtdError)) throw error;
    throw problems['zone-wrong']({ pointer: '/zone' });
  }
}

/** Asks the officer's reader for a chip; what was asked before is dropped. @throws Problem readers/reader-missing, key-missing, zone-wrong */
export async function askReading(
  { kernel, signals }: Parts,
  transaction: Transaction,
  context: Context,
  body: Static<typeof ReadingBody>,
) {
  const question = toQuestion(body);
  const { client } = transaction;
  const { reader } = await requireOwn(client, context);
  const reading = newId();
  const expiresAt = new Date(Date.parse(context.receivedAt) + READING_SECONDS * 1000);
  await client.query('DELETE FROM readers.reading WHERE reader = $1', [reader]);
  await client.query(
    'INSERT INTO readers.reading (reader, reading, challenge, question, expires_at) VALUES ($1, $2, $3, $4, $5)',
    [reader, reading, randomBytes(8), kernel.keys.seal(aboutQuestion(reading), asBytes(question)), expiresAt],
  );
  await signals.ring(client, reader);
  return { reading, expiresAt: expiresAt.toISOString() };
}

interface ReadingRow {
  reading: string;
  challenge: Buffer;
  question: Buffer;
  expires_at: Date;
  answer: Buffer | null;
}

/** What the agent is to read now; undefined after a while in which nothing was asked. */
export async function awaitQuestion({ kernel, signals }: Parts, reader: string): Promise<Wanted | undefined> {
  const look = async () => {
    const { rows } = await kernel.database.pool.query<ReadingRow>(
      'SELECT * FROM readers.reading WHERE reader = $1 AND answer IS NULL AND expires_at > now()',
      [reader],
    );
    return rows[0];
  };
  const row = await lookOrWait(signals, reader, look);
  const opened = row && kernel.keys.open(aboutQuestion(row.reading), row.question);
  if (!row || !opened) return undefined;
  const challenge = row.challenge.toString('base64');
  const question = JSON.parse(opened.toString('utf8')) as Question;
  return { reading: row.reading, challenge, ...question, expiresAt: row.expires_at.toISOString() };
}

/** Listens before it looks: what comes between is not missed. */
async function lookOrWait<Found>(
  signals: Signals,
  key: string,
  look: () => Promise<Found | undefined>,
): Promise<Found | undefined> {
  const rung = signals.wait(key, WAIT_MILLISECONDS);
  const found = await look();
  if (found !== undefined) return found;
  await rung;
  return look();
}

/** What the chip showed, judged at once. @throws Problem readers/reading-unknown, reading-answered, files-malformed */
export async function takeAnswer(
  { kernel, signals, trust }: Parts,
  { reader, reading, at }: { reader: string; reading: string; at: Date },
  body: Static<typeof AnswerBody>,
): Promise<void> {
  const judging = 'refused' in body ? undefined : await trust();
  await kernel.database.transact(async ({ client }) => {
    const { rows } = await client.query<ReadingRow>(
      'SELECT * FROM readers.reading WHERE reader = $1 AND reading = $2 AND expires_at > now() FOR UPDATE',
      [reader, reading],
    );
    const row = rows[0];
    if (!row) throw problems['reading-unknown']();
    if (row.answer) throw problems['reading-answered']();
    const answer: Answer =
      'refused' in body ? { refused: body.refused } : { judged: judgeShown(body, row.challenge, judging!, at) };
    await client.query('UPDATE readers.reading SET answer = $3 WHERE reader = $1 AND reading = $2', [
      reader,
      reading,
      kernel.keys.seal(aboutAnswer(reading), asBytes(answer)),
    ]);
    await signals.ring(client, reading);
  });
}

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

function judgeShown({ activeAnswer, ...shown }: Shown, challenge: Uint8Array, trust: TrustList, at: Date): Judged {
  const files: CardFiles = {};
  for (const [name, text] of Object.entries(shown.files)) if (text) files[name as FileName] = bytesOf(text);
  const answered = activeAnswer ? { activeAnswer: bytesOf(activeAnswer) } : {};
  try {
    return judge({ ...shown, files, ...answered }, new Uint8Array(challenge), trust, at);
  } catch (error) {
    if (!(error instanceof EmrtdError)) throw error;
    throw problems['files-malformed']({ pointer: '/files' });
  }
}

/** How a reading stands; waits a while for its end. @throws Problem readers/reader-missing, reading-unknown */
export async function awaitAnswer({ kernel, signals }: Parts, context: Context, reading: string) {
  const { pool } = kernel.database;
  const { reader } = await requireOwn(pool, context);
  const look = async () => {
    const { rows } = await pool.query<ReadingRow>(
      'SELECT * FROM readers.reading WHERE reader = $1 AND reading = $2 AND expires_at > now()',
      [reader, reading],
    );
    if (!rows[0]) throw problems['reading-unknown']();
    return rows[0].answer ?? undefined;
  };
  const sealed = await lookOrWait(signals, reading, look);
  const opened = sealed && kernel.keys.open(aboutAnswer(reading), sealed);
  if (!opened) return { state: 'waiting' as const };
  const answer = JSON.parse(opened.toString('utf8')) as Answer;
  return 'refused' in answer
    ? { state: 'refused' as const, refused: answer.refused }
    : { state: 'read' as const, judged: answer.judged };
}
