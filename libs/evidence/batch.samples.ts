import { hash, type KeyObject, sign } from 'node:crypto';

/** What a platform that lies from the beginning says of a file of rows. */
export interface BatchLies {
  manifest?: Record<string, unknown>;
  /** Of the line of its end; of the first of its two pieces. */
  done?: Record<string, unknown>;
  piece?: Record<string, unknown>;
}

export const BATCH = '01900000-0000-7000-8000-0000000000bb';
export const ASKED = hash('sha256', 'the file that was sent', 'hex');
export const RESULT = hash('sha256', 'its result', 'hex');
export const START = JSON.stringify({ sha256: ASKED.toUpperCase() });
const at = Math.floor(Date.parse('2026-03-02T04:05:00Z') / 1000);
const terms = { organisation: 'bank', purpose: 'bank-customer-check', legalBasis: 'law-9' };

export function signManifest(privateKey: KeyObject, kid: string, lies: Record<string, unknown> = {}): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    batch: BATCH,
    ...terms,
    fields: ['name'],
    asked: ASKED,
    result: { sha256: RESULT, bytes: 10, format: 'csv' },
    rows: 70,
    verdicts: { correct: 69, unknown: 1 },
    registerAt: '2026-03-02T04:01:00Z',
    journal: ['a:1:0', 'a:2:0'],
    iat: at,
    ...lies,
  };
  const signed = `${encode({ alg: 'ES256', kid, typ: 'dancu-batch+jws' })}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

/** The line of its end, and those of its pieces. */
export function describeBatch(manifest: string, lies: BatchLies): string[] {
  const receivedAt = new Date((at + 1) * 1000).toISOString();
  const manifestDigest = hash('sha256', manifest, 'base64url');
  const pieces = [40, 30].map((rows, piece) => ({
    kind: 'look',
    type: 'bulk',
    subjects: [],
    ...terms,
    fields: ['name'],
    data: { batch: BATCH, piece, rows, root: 'ab'.repeat(32) },
    ...(piece === 0 ? lies.piece : {}),
  }));
  const ended = { batch: BATCH, rows: 70, resultDigest: RESULT, manifestDigest, ...lies.done };
  return [{ kind: 'note', type: 'done', subjects: [], data: ended, receivedAt }, ...pieces].map((one) =>
    JSON.stringify(one),
  );
}
