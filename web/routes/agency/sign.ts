/** An HTTP request as RFC 9421 sees it: header names in lower case, values in ASCII. */
export interface SignableRequest {
  method: string;
  targetUri: string;
  headers: Record<string, string>;
  body: string | null;
}

export interface ReceivedAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** RFC 7517, the public half of a key on P-256 or Ed25519. */
export interface PublicJwk {
  kty: string;
  crv: string;
  x: string;
  y?: string;
  kid?: string;
}

export interface SignatureParams {
  /** Seconds since 1970. */
  created: number;
  expires: number;
  nonce: string;
  keyid: string;
  tag: string;
}

export interface SignedRequest {
  request: SignableRequest;
  /** What was signed: shown to whoever has to build it in another language. */
  base: string;
}

export type CheckId = 'digest' | 'bound' | 'key' | 'signature';

export interface AnswerCheck {
  checks: { id: CheckId; verdict: 'holds' | 'broken' | 'unable' }[];
  base: string;
  verdict: 'holds' | 'broken' | 'unable';
}

const LIFETIME_SECONDS = 50;
const TO_REQUEST = '"signature";req;key="sig1"';

/** Text for a header: printable ASCII as it is, `%` and all else percent-encoded as UTF-8. */
export function encodeHeaderText(text: string): string {
  return text.trim().replace(/[^ -~]+|%/gu, (part) => encodeURIComponent(part));
}

/** `Content-Digest` of RFC 9530 over the bytes that travel. */
export async function makeContentDigest(body: string): Promise<string> {
  return `sha-256=:${toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(body))))}:`;
}

/** RFC 7638: the name under which the platform knows a key. */
export async function computeThumbprint({ crv, kty, x, y }: PublicJwk): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', utf8(JSON.stringify({ crv, kty, x, y })));
  return toBase64(new Uint8Array(digest)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The parameters of a question that is signed now. */
export function questionParams(keyid: string, now: number): SignatureParams {
  const nonce = toBase64(crypto.getRandomValues(new Uint8Array(16))).replaceAll('=', '');
  const created = Math.floor(now / 1000);
  return { created, expires: created + LIFETIME_SECONDS, nonce, keyid, tag: 'dancu-exchange' };
}

/**
 * Signs a question (RFC 9421 section 3.1) over method, target, every `dancu-…` header, content type and the digest of
 * the body.
 * @param privateKey ECDSA on P-256, allowed to sign; it need not be extractable
 */
export async function signRequest(
  request: SignableRequest,
  privateKey: CryptoKey,
  params: SignatureParams,
): Promise<SignedRequest> {
  const headers = { ...request.headers };
  if (request.body !== null) {
    headers['content-type'] = 'application/json';
    headers['content-digest'] = await makeContentDigest(request.body);
  }
  const covered = Object.keys(headers).filter((name) => name.startsWith('dancu-') || name.startsWith('content-'));
  const components = ['"@method"', '"@target-uri"', ...covered.map((name) => `"${name}"`)];
  const { created, expires, nonce, keyid, tag } = params;
  const input = `(${components.join(' ')});created=${created};expires=${expires};nonce="${nonce}";keyid="${keyid}";alg="ecdsa-p256-sha256";tag="${tag}"`;
  const base = buildBase(components, input, (component) => {
    if (component === '"@method"') return request.method;
    if (component === '"@target-uri"') return request.targetUri;
    return headers[component.slice(1, -1)];
  });
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, utf8(base));
  return {
    base,
    request: {
      ...request,
      headers: {
        ...headers,
        'signature-input': `sig1=${input}`,
        signature: `sig1=:${toBase64(new Uint8Array(signature))}:`,
      },
    },
  };
}

/**
 * Checks that the platform signed this answer to this very question: digest of the body, binding to the question's own
 * signature, a key that the platform publishes, the signature. Never throws: what cannot be read is broken.
 */
export async function checkAnswer(
  question: SignableRequest,
  answer: ReceivedAnswer,
  keys: readonly PublicJwk[],
): Promise<AnswerCheck> {
  const input = /^sig1=(\(.*)$/.exec(answer.headers['signature-input'] ?? '')?.[1] ?? '';
  const listed = /^\(([^)]*)\)/.exec(input)?.[1] ?? '';
  const components: readonly string[] = listed.match(/"[^"]+"(?:;[a-z]+(?:="[^"]*")?)*/g) ?? [];
  const keyid = /;keyid="([^"]+)"/.exec(input)?.[1];
  const base = buildBase(components, input, (component) => readComponent(component, question, answer)) ?? '';
  const needed = ['"@status"', '"content-digest"', '"content-type"'];
  const digest = await makeContentDigest(answer.body);
  const bound = components.includes(TO_REQUEST) && /;tag="dancu-answer"(?:;|$)/.test(input);
  const jwk = keys.find((key) => key.kid === keyid);
  const checks: AnswerCheck['checks'] = [
    { id: 'digest', verdict: answer.headers['content-digest'] === digest ? 'holds' : 'broken' },
    { id: 'bound', verdict: bound && needed.every((each) => components.includes(each)) ? 'holds' : 'broken' },
    { id: 'key', verdict: jwk ? 'holds' : 'broken' },
    { id: 'signature', verdict: jwk ? await verify(jwk, base, answer.headers.signature ?? '') : 'broken' },
  ];
  const verdicts = checks.map(({ verdict }) => verdict);
  const verdict = verdicts.includes('broken') ? 'broken' : verdicts.includes('unable') ? 'unable' : 'holds';
  return { checks, base, verdict };
}

async function verify(jwk: PublicJwk, base: string, header: string): Promise<'holds' | 'broken' | 'unable'> {
  const encoded = /^sig1=:([A-Za-z0-9+/=]+):$/.exec(header)?.[1];
  if (encoded === undefined) return 'broken';
  const ecdsa = jwk.crv === 'P-256';
  const algorithm = ecdsa ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'Ed25519' };
  const { kty, crv, x, y } = jwk;
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey('jwk', { kty, crv, x, ...(y ? { y } : {}) }, algorithm, false, ['verify']);
  } catch {
    // Browsers before 2025 lack Ed25519.
    return 'unable';
  }
  const how = ecdsa ? { name: 'ECDSA', hash: 'SHA-256' } : { name: 'Ed25519' };
  return (await crypto.subtle.verify(how, key, fromBase64(encoded), utf8(base))) ? 'holds' : 'broken';
}

/** RFC 9421 section 2.5: one line a component, then the parameters. */
function buildBase(
  components: readonly string[],
  input: string,
  read: (component: string) => string | undefined,
): string {
  const lines = components.map((component) => `${component}: ${read(component) ?? ''}`);
  return [...lines, `"@signature-params": ${input}`].join('\n');
}

function readComponent(component: string, question: SignableRequest, answer: ReceivedAnswer): string | undefined {
  switch (component) {
    case '"@status"':
      return String(answer.status);
    case TO_REQUEST:
      return /^sig1=(:.*:)$/.exec(question.headers.signature ?? '')?.[1];
    case '"@method";req':
      return question.method;
    case '"@target-uri";req':
      return question.targetUri;
    default:
      return answer.headers[component.slice(1, -1)];
  }
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
