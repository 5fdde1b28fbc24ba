import type { KeyObject } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { decodeBase45, encodeBase45 } from './base45.ts';
import { type Cbor, type CborMap, decodeCbor, encodeCbor } from './cbor.ts';
import { EmrtdError } from './errors.ts';
import { type CodeSigner, makeSign1, openSign1 } from './sign1.ts';

/** Claims of a CBOR web token (RFC 8392), and the registered claim of identity data. */
const CLAIM = { issuer: 1, expires: 4, notBefore: 5, issued: 6, identity: 169 } as const;

/** Attributes of claim 169, in the IANA registry of CWT claims: the identity QR code. */
const IDENTITY = {
  id: 1,
  version: 2,
  language: 3,
  name: 4,
  birthDate: 8,
  sex: 9,
  address: 10,
  nationality: 13,
} as const;
const SEXES = { M: 1, F: 2 } as const;

/** A QR code of version 40 with level L holds no more in its alphanumeric mode. */
const LONGEST = 4296;
/** What a code may be when it is unpacked: nothing that unpacks without end gets further. */
const LARGEST = 16_384;

/** What is printed. Dates are YYYY-MM-DD. */
export interface PrintedIdentity {
  id: string;
  name: string;
  birthDate: string;
  sex?: 'M' | 'F';
  address?: string;
  nationality?: string;
  language?: string;
}

export interface PrintedCode {
  issuer: string;
  issued: Date;
  expires: Date;
  identity: PrintedIdentity;
}

const seconds = (date: Date) => Math.floor(date.getTime() / 1000);

function writeIdentity(identity: PrintedIdentity): CborMap {
  const { id, name, birthDate, sex, address, nationality, language } = identity;
  const pairs: [number, Cbor | undefined][] = [
    [IDENTITY.id, id],
    [IDENTITY.version, '1.0'],
    [IDENTITY.language, language],
    [IDENTITY.name, name],
    [IDENTITY.birthDate, birthDate.replaceAll('-', '')],
    [IDENTITY.sex, sex && SEXES[sex]],
    [IDENTITY.address, address],
    [IDENTITY.nationality, nationality],
  ];
  return new Map(pairs.filter((pair): pair is [number, Cbor] => pair[1] !== undefined));
}

/**
 * The text of a QR code that anyone with the issuer's public key verifies without a network: a CBOR web token with claim 169,
 * signed as COSE_Sign1, packed, in Base45.
 *
 * @throws {EmrtdError} code-too-long where it would not fit one QR code
 */
export function makePrintedCode(code: PrintedCode, by: { keyId: Uint8Array; sign: CodeSigner }): string {
  const claims: CborMap = new Map<number, Cbor>([
    [CLAIM.issuer, code.issuer],
    [CLAIM.expires, seconds(code.expires)],
    [CLAIM.notBefore, seconds(code.issued)],
    [CLAIM.issued, seconds(code.issued)],
    [CLAIM.identity, writeIdentity(code.identity)],
  ]);
  const text = encodeBase45(deflateSync(makeSign1(encodeCbor(claims), by.keyId, by.sign), { level: 9 }));
  if (text.length > LONGEST) throw new EmrtdError('code-too-long', `${text.length} characters do not fit one QR code`);
  return text;
}

function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return new Uint8Array(inflateSync(bytes, { maxOutputLength: LARGEST }));
  } catch {
    throw new EmrtdError('code-malformed', 'the code does not unpack');
  }
}

const refuse = (message: string) => new EmrtdError('code-malformed', message);

function readText(map: CborMap, key: number): string | undefined {
  const value = map.get(key);
  if (value !== undefined && typeof value !== 'string') throw refuse(`attribute ${key} is no text`);
  return value;
}

function readIdentity(value: Cbor | undefined): PrintedIdentity {
  if (!(value instanceof Map)) throw refuse('the code holds no identity');
  const id = readText(value, IDENTITY.id);
  const name = readText(value, IDENTITY.name);
  const birth = /^(\d{4})(\d\d)(\d\d)$/.exec(readText(value, IDENTITY.birthDate) ?? '');
  if (!id || !name || !birth) throw refuse('number, name or birth date is missing');
  const sex = ({ 1: 'M', 2: 'F' } as const)[String(value.get(IDENTITY.sex))];
  const address = readText(value, IDENTITY.address);
  const nationality = readText(value, IDENTITY.nationality);
  const language = readText(value, IDENTITY.language);
  return {
    id,
    name,
    birthDate: birth.slice(1).join('-'),
    ...(sex ? { sex } : {}),
    ...(address ? { address } : {}),
    ...(nationality ? { nationality } : {}),
    ...(language ? { language } : {}),
  };
}

function readMoment(claims: CborMap, claim: number): Date {
  const value = claims.get(claim);
  if (typeof value !== 'number') throw refuse(`claim ${claim} is no moment`);
  return new Date(value * 1000);
}

/**
 * Verifies a printed code. Who shows it is not proven: compare the face, or ask for the card.
 *
 * @throws {EmrtdError} code-malformed, code-untrusted, code-expired, algorithm-unsupported
 */
export function readPrintedCode(
  text: string,
  find: (keyId: Uint8Array) => KeyObject | undefined,
  at: Date,
): PrintedCode {
  if (text.length > LONGEST) throw refuse('longer than a QR code can be');
  const claims = decodeCbor(openSign1(inflate(decodeBase45(text)), find));
  if (!(claims instanceof Map)) throw refuse('the claims are no map');
  const code = {
    issuer: readText(claims, CLAIM.issuer) ?? '',
    issued: readMoment(claims, CLAIM.issued),
    expires: readMoment(claims, CLAIM.expires),
    identity: readIdentity(claims.get(CLAIM.identity)),
  };
  if (at > code.expires || at < readMoment(claims, CLAIM.notBefore))
    throw new EmrtdError('code-expired', `the code holds from ${code.issued.toJSON()} to ${code.expires.toJSON()}`);
  return code;
}
