import { createPrivateKey, createPublicKey, type JsonWebKey } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createSigner,
  createVerifier,
  type HttpRequest,
  HttpSigError,
  makeContentDigest,
  signMessage,
  verifyMessage,
} from '#libs/httpsig';
import { generateKey } from './key.ts';

export interface Reply {
  status: number;
  contentType?: string;
  body: string;
}

export interface SentAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A small platform over real HTTP: verifies each question, refuses replays, signs each answer. */
export interface Platform {
  readonly baseUrl: string;
  readonly jwks: { keys: JsonWebKey[] };
  /** Every question that was accepted. */
  readonly questions: HttpRequest[];
  /** Every nonce that came, in order. */
  readonly nonces: string[];
  readonly keyLooks: () => number;
  /** What is answered to an accepted question. */
  reply: (question: HttpRequest) => Reply;
  /** Last change before an answer leaves: what a middleman could do. */
  tamper: (answer: SentAnswer) => SentAnswer;
  /** What the answer's signature covers. */
  answerComponents: string[];
  /** Replaces the key of the platform. */
  rotateKey: () => void;
  close: () => Promise<void>;
}

export async function startPlatform(agency: { keyId: string; publicJwk: JsonWebKey }): Promise<Platform> {
  const agencyVerifier = createVerifier(createPublicKey({ key: agency.publicJwk, format: 'jwk' }));
  const used = new Set<string>();
  let key = generateKey();
  let keyLooks = 0;

  const platform = {
    jwks: { keys: [key.publicJwk] },
    questions: [] as HttpRequest[],
    nonces: [] as string[],
    keyLooks: () => keyLooks,
    reply: (_question: HttpRequest): Reply => ({ status: 200, body: '{}' }),
    tamper: (answer: SentAnswer): SentAnswer => answer,
    answerComponents: ['@status', 'content-digest', 'content-type', 'signature;req;key="sig1"'],
    rotateKey: () => {
      key = generateKey();
      platform.jwks = { keys: [key.publicJwk] };
    },
  };

  function judge(question: HttpRequest): Reply {
    try {
      const { keyid, nonce } = verifyMessage(question, {
        label: 'sig1',
        tag: 'dancu-exchange',
        required: ['@method', '@target-uri', 'dancu-purpose'],
        coverIfPresent: ['content-type', 'dancu-legal-basis', 'dancu-case', 'dancu-officer'],
        requireNonce: true,
        maxAgeSeconds: 60,
        maxSkewSeconds: 5,
        now: Math.floor(Date.now() / 1000),
        lookupKey: (keyid) => (keyid === agency.keyId ? agencyVerifier : undefined),
      });
      platform.nonces.push(nonce ?? '');
      if (used.has(`${keyid} ${nonce}`)) throw new Error('replayed');
      used.add(`${keyid} ${nonce}`);
    } catch (error) {
      const code = error instanceof HttpSigError ? error.code : 'replayed';
      return problem(401, code);
    }
    platform.questions.push(question);
    return platform.reply(question);
  }

  async function respond(message: IncomingMessage, response: ServerResponse): Promise<void> {
    if (message.url === '/.well-known/jwks.json') {
      keyLooks++;
      response.setHeader('content-type', 'application/json').end(JSON.stringify(platform.jwks));
      return;
    }
    const request = await readQuestion(message, baseUrl);
    const { status, body, contentType = 'application/json' } = judge(request);
    const headers = { 'content-type': contentType, 'content-digest': makeContentDigest(body) };
    const signed = signMessage(
      { status, headers, body, request },
      {
        label: 'sig1',
        components: platform.answerComponents,
        params: {
          created: Math.floor(Date.now() / 1000),
          keyid: key.keyId,
          alg: 'ecdsa-p256-sha256',
          tag: 'dancu-answer',
        },
        sign: createSigner(createPrivateKey({ key: key.privateJwk, format: 'jwk' })).sign,
      },
    );
    const answer = platform.tamper({ status, headers: { ...headers, ...signed }, body });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  const server = createServer((message, response) => void respond(message, response));
  const baseUrl = await listen(server);
  return Object.assign(platform, { baseUrl, close: () => closeServer(server) });
}

export function problem(status: number, code: string): Reply {
  const body = JSON.stringify({
    type: `https://dancu.example/problems/${code}`,
    title: 'Refused',
    status,
    code,
    detail: 'why',
  });
  return { status, body, contentType: 'application/problem+json' };
}

async function readQuestion(message: IncomingMessage, baseUrl: string): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return {
    method: message.method ?? '',
    targetUri: `${baseUrl}${message.url}`,
    headers: message.headers,
    body: body.length === 0 ? null : body,
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
