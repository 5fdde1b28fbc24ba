import { hash, type JsonWebKey } from 'node:crypto';
import {
  type Context,
  describeEntry,
  type Entry,
  type EntryMatter,
  findLine,
  findNumber,
  type Kernel,
  type KeyStore,
  type LineProof,
  logOrigin,
  proveLines,
  type Queryable,
  thumbprint,
} from '#kernel';
import {
  answerFromBase,
  canonicalise,
  describeLine,
  type EvidencePackage,
  FORMAT,
  type ProvenLine,
  readSignedHead,
  requestFromBase,
  type Statement,
} from '#libs/evidence';
import { createVerifierKey, formatVerifierKey, parseNote } from '#libs/translog';
import { decodeJwt } from '#rooms/provider';
import { findExchanged, readAgreementVersion, readKeyHistory } from './evidence-store.ts';
import type { Exchanged, Unsigned } from './exchanged.ts';
import { problems } from './problems.ts';

export interface Export {
  /** Whether the caller may have evidence of this line. To all others there is none. */
  may(line: Entry): boolean;
  /** How the export stands in the journal. */
  note(line: Entry): Omit<EntryMatter, 'room' | 'type'>;
  /** Whether the officials who registered and revoked the key are named. */
  named: boolean;
}

/** What came of a question whose answer said only that it was begun: a file of rows. */
export interface LaterAnswer {
  /** The question's body, which its room keeps. */
  readonly asked: string;
  /** Once it is there: the signature of the result, and the lines of its end and of its pieces. */
  readonly came?: { readonly manifest: string; readonly done: string; readonly pieces: readonly string[] };
}

export type FindLaterAnswer = (client: Queryable, reference: string) => Promise<LaterAnswer | undefined>;

export type EvidenceParts = Pick<Kernel, 'config' | 'database' | 'keys' | 'sealing'> & {
  /** By the room of the question's line. */
  laterAnswers: ReadonlyMap<string, FindLaterAnswer>;
};

/**
 * Evidence of one exchange: what both sides signed, the journal line that holds the digests of both, and what we say of keys
 * and agreement, all under one checkpoint of the log. Our statement gets a line of its own, so that nobody, we included, can
 * say something else later; that, and who took the evidence, is one transaction.
 * @throws Problem exchange/evidence-unknown for what is not there and for what is not the caller's
 */
export async function makeEvidence(
  { config, database, keys, sealing, laterAnswers }: EvidenceParts,
  context: Context,
  reference: string,
  { may, note, named }: Export,
): Promise<EvidencePackage> {
  const { pool } = database;
  const line = await findLine(pool, reference);
  if (!line || !may(line)) throw problems['evidence-unknown']();
  const exchanged = await findExchanged(pool, reference);
  if (!exchanged) throw problems['evidence-unknown']();
  const told = await tellExchanged({ pool, keys, named }, line, reference, exchanged);
  if (!told) throw problems['evidence-unknown']();
  const { request, answer, parties } = told;
  const { agreement: id, version, stage } = line.data ?? {};
  const agreement =
    typeof id === 'string' && typeof version === 'number' && stage !== 'simulation'
      ? await readAgreementVersion(pool, id, version)
      : undefined;
  const later = await laterAnswers.get(line.room)?.(pool, reference);
  const manifestKey = later?.came && describeAnswerKey(keys, keyOfJws(later.came.manifest));
  const statedAt = new Date().toISOString();
  const statement: Statement = {
    reference,
    statedAt,
    ...parties,
    ...(manifestKey ? { manifestKey } : {}),
    ...(agreement ? { agreement } : {}),
  };
  const stated = await database.transact(async (transaction) => {
    transaction.append(describeEntry(context, { ...note(line), room: 'exchange', type: 'evidence' }));
    return transaction.append(describeStatement(context, statement));
  });
  await sealing.now();
  const came = later?.came;
  const proofs = await proveAll(pool, [reference, stated, ...(came ? [came.done, ...came.pieces] : [])]);
  const [proof, statementProof, done, ...pieces] = proofs;
  const { checkpoint } = proof!;
  const verifierKey = findVerifierKey(keys, logOrigin(config.country), checkpoint);
  return {
    format: FORMAT,
    reference,
    request: later ? { ...request, body: later.asked } : request,
    answer,
    statement,
    ...(came ? { batch: { manifest: came.manifest, done: renderLine(done!), pieces: pieces.map(renderLine) } } : {}),
    log: { checkpoint, verifierKey, line: renderLine(proof!), statement: renderLine(statementProof!) },
  };
}

interface Told extends Pick<EvidencePackage, 'request' | 'answer'> {
  /** What the statement says of who asked and who answered. */
  readonly parties: Pick<Statement, 'system' | 'requestKey' | 'answerKey' | 'about'>;
}

/** Question and answer as they were signed or, where they were not, as the line says them. @returns undefined without their keys */
async function tellExchanged(
  { pool, keys, named }: { pool: Queryable; keys: KeyStore; named: boolean },
  line: Entry,
  reference: string,
  exchanged: Exchanged | Unsigned,
): Promise<Told | undefined> {
  if ('requestBase' in exchanged) {
    const request = requestFromBase(exchanged.requestBase, exchanged.requestSignature);
    const answer = answerFromBase(exchanged.answerBase, exchanged.answerSignature);
    const history = await readKeyHistory(pool, readSignedHead(request)?.keyid ?? '', named);
    const answerKey = describeAnswerKey(keys, readSignedHead(answer, request)?.keyid);
    return history && answerKey && { request, answer, parties: { ...history, answerKey } };
  }
  const { status, answerDigest } = line.data as { status: number; answerDigest: string };
  const answer = { status, headers: { 'content-digest': answerDigest, 'dancu-journal': reference } };
  const about = await describeLine({ ...line, data: line.data! });
  if ('asked' in exchanged) {
    const [method = '', targetUri = ''] = exchanged.asked.split(' ');
    return { request: { method, targetUri, headers: {} }, answer, parties: { about } };
  }
  const { header, claims } = decodeJwt(exchanged.proof)!;
  const history = await readKeyHistory(pool, thumbprint(header.jwk as JsonWebKey), named);
  const { htm: method, htu: targetUri } = claims as { htm: string; htu: string };
  const request = { method, targetUri, headers: {}, proof: exchanged.proof };
  return history && { request, answer, parties: { ...history, about } };
}

/** Lines that are sealed by now, all under one checkpoint and in the order of their references. */
async function proveAll(pool: Queryable, references: readonly string[]): Promise<LineProof[]> {
  const numbers: number[] = [];
  for (const reference of references) numbers.push((await findNumber(pool, reference)) ?? -1);
  const proofs = await proveLines(pool, numbers);
  if (proofs.length < references.length) throw new Error('a line that was sealed is not in the log');
  return proofs;
}

const keyOfJws = (jws: string) =>
  (JSON.parse(Buffer.from(jws.split('.')[0]!, 'base64url').toString()) as { kid?: string }).kid;

/** The line of a statement names nobody who took it: it goes out with the package. */
function describeStatement({ clock }: Context, statement: Statement): Entry {
  return {
    kind: 'note',
    room: 'exchange',
    type: 'evidence-stated',
    subjects: [],
    actor: 'exchange',
    data: {
      reference: statement.reference,
      statementDigest: hash('sha256', canonicalise(statement), 'base64url'),
    },
    actedAt: clock.now().toISOString(),
    receivedAt: statement.statedAt,
  };
}

function describeAnswerKey(keys: KeyStore, kid: string | undefined): Statement['answerKey'] | undefined {
  const all = keys.all('exchange-answer');
  const index = all.findIndex((key) => key.kid === kid);
  const key = all[index];
  if (!key) return undefined;
  const { kty, crv, x, y } = key.publicJwk as Record<string, string>;
  // Newest first: the one before it in the list took its place.
  const successor = all[index - 1];
  return {
    jwk: { kty: kty!, crv: crv!, x: x!, ...(y ? { y } : {}) },
    createdAt: key.createdAt,
    ...(successor ? { replacedAt: successor.createdAt } : {}),
  };
}

/** The key that signed a checkpoint: after a rotation the newest checkpoint may still be of the one before. */
function findVerifierKey(keys: KeyStore, origin: string, checkpoint: string): string {
  const { signatures } = parseNote(checkpoint);
  const made = keys
    .all('log-checkpoint')
    .map((key) => createVerifierKey(origin, 'ed25519', Buffer.from(key.publicJwk.x!, 'base64url')));
  const signer = made.find((key) => signatures.some((one) => one.name === origin && one.id === key.id)) ?? made[0]!;
  return formatVerifierKey(signer);
}

function renderLine({ number, line, salt, path }: LineProof): ProvenLine {
  return { number, line, salt: salt.toString('base64url'), path: path.map((one) => one.toString('hex')) };
}
