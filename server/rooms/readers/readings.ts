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
export const READING_SECONDS = 90;
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
  /** Instead of a chip: a finger from the scanner beside the agent. */
  capture?: { place: number };
}
export type Answer = { refused: string } | { judged: Judged };

const aboutQuestion = (reading: string) => `reader-question:${reading}`;
const aboutShown = (reading: string) => `reader-shown:${reading}`;
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

/**
 * Asks the officer's reader for a chip; what was asked before is dropped.
 * @param kept whether the chip's files wait, sealed, for a desk that takes them
 * @throws Problem readers/reader-missing, key-missing, zone-wrong
 */
export async function askReading(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  body: Static<typeof ReadingBody>,
  kept = false,
) {
  const question = toQuestion(body);
  const { reader } = await requireOwn(transaction.client, context);
  const reading = newId();
  const expiresAt = new Date(Date.parse(context.receivedAt) + READING_SECONDS * 1000);
  await insertQuestion(parts, transaction, { reader, reading, question, expiresAt, kept });
  return { reading, expiresAt: expiresAt.toISOString() };
}

/** In the place of what was asked before; whoever waits for it is rung. */
export async function insertQuestion(
  { kernel, signals }: Parts,
  { client }: Transaction,
  one: { reader: string; reading: string; question: Question; expiresAt: Date; kept: boolean },
): Promise<void> {
  const { reader, reading, question, expiresAt, kept } = one;
  await client.query('DELETE FROM readers.reading WHERE reader = $1', [reader]);
  await client.query(
    'INSERT INTO readers.reading (reader, reading, challenge, question, expires_at, kept) VALUES ($1, $2, $3, $4, $5, $6)',
    [reader, reading, randomBytes(8), kernel.keys.seal(aboutQuestion(reading), asBytes(question)), expiresAt, kept],
  );
  await signals.ring(client, reader);
}

interface ReadingRow {
  reading: string;
  challenge: Buffer;
  question: Buffer;
  expires_at: Date;
  kept: boolean;
  answer: Buffer | null;
  shown: Buffer | null;
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
  return row && toWanted(kernel, row);
}

function toWanted({ keys }: Pick<Kernel, 'keys'>, row: ReadingRow): Wanted | undefined {
  const opened = keys.open(aboutQuestion(row.reading), row.question);
  if (!opened) return undefined;
  const challenge = row.challenge.toString('base64');
  const question = JSON.parse(opened.toString('utf8')) as Question;
  return { reading: row.reading, challenge, ...question, expiresAt: row.expires_at.toISOString() };
}

/** What is to be read for one reading, for a reader of this process. @throws Problem readers/reading-unknown */
export async function findQuestion({ kernel }: Parts, reader: string, reading: string): Promise<Wanted> {
  const { rows } = await kernel.database.pool.query<ReadingRow>(
    'SELECT * FROM readers.reading WHERE reader = $1 AND reading = $2 AND answer IS NULL AND expires_at > now()',
    [reader, reading],
  );
  const wanted = rows[0] && toWanted(kernel, rows[0]);
  if (!wanted) throw problems['reading-unknown']();
  return wanted;
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
  const judging = 'files' in body ? await trust() : undefined;
  await kernel.database.transact(async ({ client }) => {
    const { rows } = await client.query<ReadingRow>(
      'SELECT * FROM readers.reading WHERE reader = $1 AND reading = $2 AND expires_at > now() FOR UPDATE',
      [reader, reading],
    );
    const row = rows[0];
    if (!row) throw problems['reading-unknown']();
    if (row.answer) throw problems['reading-answered']();
    // A chip is no finger: what was not asked for is not taken.
    const isCapture = toWanted(kernel, row)?.capture !== undefined;
    if (isCapture ? 'files' in body : 'image' in body) throw problems['files-malformed']();
    const answer =
      'files' in body
        ? { judged: judgeShown(body, row.challenge, judging!, at) }
        : 'image' in body
          ? { captured: body.image }
          : { refused: body.refused };
    const shown = row.kept && 'files' in body ? kernel.keys.seal(aboutShown(reading), asBytes(body.files)) : null;
    await client.query('UPDATE readers.reading SET answer = $3, shown = $4 WHERE reader = $1 AND reading = $2', [
      ...[reader, reading, kernel.keys.seal(aboutAnswer(reading), asBytes(answer)), shown],
    ]);
    await signals.ring(client, reading);
  });
}

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

function filesOf(shown: Shown['files']): CardFiles {
  const files: CardFiles = {};
  for (const [name, text] of Object.entries(shown)) if (text) files[name as FileName] = bytesOf(text);
  return files;
}

function judgeShown({ activeAnswer, ...shown }: Shown, challenge: Uint8Array, trust: TrustList, at: Date): Judged {
  const files = filesOf(shown.files);
  const answered = activeAnswer ? { activeAnswer: bytesOf(activeAnswer) } : {};
  try {
    return judge({ ...shown, files, ...answered }, new Uint8Array(challenge), trust, at);
  } catch (error) {
    if (!(error instanceof EmrtdError)) throw error;
    throw problems['files-malformed']({ pointer: '/files' });
  }
}

/** @throws Problem readers/files-malformed */
export function proveLate(shown: Shown, challenge: Uint8Array, trust: TrustList, at: Date) {
  // A session between chip and agent cannot be looked at again; that it failed is believed, that it held is not.
  const seen = { ...shown, chipAuthentication: 'not-offered', chipMapping: failedOnly(shown.chipMapping) } as const;
  return { judged: judgeShown(seen, challenge, trust, at), files: filesOf(shown.files) };
}

const failedOnly = (proof: Shown['chipMapping']) => (proof === 'failed' ? proof : 'not-offered');

/** How a reading stands; waits a while for its end. @throws Problem readers/reader-missing, reading-unknown */
export async function awaitAnswer(parts: Parts, context: Context, reading: string) {
  const { reader } = await requireOwn(parts.kernel.database.pool, context);
  const sealed = await awaitRow(parts, reader, reading);
  const answer = sealed && openAnswer<Answer>(parts, reading, sealed);
  if (!answer) return { state: 'waiting' as const };
  return 'refused' in answer
    ? { state: 'refused' as const, refused: answer.refused }
    : { state: 'read' as const, judged: answer.judged };
}

/** What came for a question, sealed; undefined after a while in which nothing did. @throws Problem readers/reading-unknown */
export function awaitRow({ kernel, signals }: Parts, reader: string, reading: string): Promise<Buffer | undefined> {
  const { pool } = kernel.database;
  const look = async () => {
    const { rows } = await pool.query<ReadingRow>(
      'SELECT * FROM readers.reading WHERE reader = $1 AND reading = $2 AND expires_at > now()',
      [reader, reading],
    );
    if (!rows[0]) throw problems['reading-unknown']();
    return rows[0].answer ?? undefined;
  };
  return lookOrWait(signals, reading, look);
}

export function openAnswer<Told>({ kernel }: Pick<Parts, 'kernel'>, reading: string, sealed: Buffer): Told | undefined {
  const opened = kernel.keys.open(aboutAnswer(reading), sealed);
  return opened && (JSON.parse(opened.toString('utf8')) as Told);
}

/** What a kept reading brought. */
export type Taken = { readonly refused: string } | { readonly judged: Judged; readonly files: CardFiles };

/**
 * Takes what a kept reading brought, once: the row goes with it.
 * @returns undefined while the chip has not answered
 * @throws Problem readers/reader-missing, reading-unknown
 */
export async function takeReading(
  { kernel }: Pick<Parts, 'kernel'>,
  { client }: Transaction,
  context: Context,
  reading: string,
): Promise<Taken | undefined> {
  const { reader } = await requireOwn(client, context);
  const { rows } = await client.query<ReadingRow>(
    'SELECT * FROM readers.reading WHERE reader = $1 AND reading = $2 AND kept AND expires_at > now() FOR UPDATE',
    [reader, reading],
  );
  const row = rows[0];
  if (!row) throw problems['reading-unknown']();
  const answer = row.answer && openAnswer<Answer>({ kernel }, reading, row.answer);
  if (!answer) return undefined;
  await client.query('DELETE FROM readers.reading WHERE reader = $1 AND reading = $2', [reader, reading]);
  if ('refused' in answer) return answer;
  const shown = row.shown && kernel.keys.open(aboutShown(reading), row.shown);
  if (!shown) throw problems['reading-unknown']();
  return { judged: answer.judged, files: filesOf(JSON.parse(shown.toString('utf8')) as Shown['files']) };
}
