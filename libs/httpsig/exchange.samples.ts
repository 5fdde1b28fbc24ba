import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  createSigner,
  createVerifier,
  type HttpMessage,
  type HttpRequest,
  HttpSigError,
  makeContentDigest,
  type SignatureParams,
  signMessage,
  type VerificationPolicy,
  verifyMessage,
} from './index.ts';

export const agency = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const verifiers = new Map([['agency', createVerifier(agency.publicKey)]]);
export const now = 1_800_000_000;

export const policy: VerificationPolicy = {
  tag: 'exchange',
  required: ['@method'],
  requireTarget: true,
  coverIfPresent: ['content-type', 'dancu-purpose', 'dancu-case'],
  requireNonce: true,
  maxAgeSeconds: 60,
  maxSkewSeconds: 5,
};

export const body = '{"biographicData":{"firstName":"An"}}';
export const question: HttpRequest = {
  method: 'POST',
  targetUri: 'https://id.example/v1/verify/079?transactionId=t1',
  headers: {
    'content-type': 'application/json',
    'content-digest': makeContentDigest(body),
    'dancu-purpose': 'health-insurance',
  },
  body,
};
export const covered = ['@method', '@target-uri', 'content-digest', 'content-type', 'dancu-purpose'];
export const params: SignatureParams = {
  created: now,
  expires: now + 60,
  nonce: 'n1',
  keyid: 'agency',
  alg: 'ecdsa-p256-sha256',
  tag: 'exchange',
};

export interface Variation {
  components?: string[];
  params?: SignatureParams;
  key?: KeyObject;
  label?: string;
}

export function signed<M extends HttpMessage>(
  message: M,
  { components = covered, key = agency.privateKey, label = 'sig1', ...rest }: Variation = {},
): M {
  const headers = signMessage(message, {
    label,
    components,
    params: rest.params ?? params,
    sign: createSigner(key).sign,
  });
  return { ...message, headers: { ...message.headers, ...headers } };
}

export function outcome(message: HttpMessage, changes: Partial<VerificationPolicy> = {}, at = now): string {
  try {
    verifyMessage(message, { ...policy, ...changes, now: at, lookupKey: (keyid) => verifiers.get(keyid) });
    return 'accepted';
  } catch (error) {
    if (error instanceof HttpSigError) return error.code;
    throw error;
  }
}

export function withHeader<M extends HttpMessage>(message: M, name: string, value: string | string[] | undefined): M {
  return { ...message, headers: { ...message.headers, [name]: value } };
}
