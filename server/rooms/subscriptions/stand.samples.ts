import assert from 'node:assert/strict';
import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createContext } from '#kernel';
import { createVerifier, verifyMessage } from '#libs/httpsig';
import { enactAgreement } from '#rooms/exchange';
import { openTestHouse, type TestHouse } from '#test';
import { askSigned, type ConnectedSystem, connectSystem } from '../exchange/evidence.samples.ts';
import type { Method } from '../exchange/stand.samples.ts';
import { freePort } from '../provider/stage.samples.ts';

export const reasons = {
  'dancu-purpose': 'bank-customer-check',
  'dancu-legal-basis': 'anti-money-laundering-law-9',
};

export interface Told {
  subscription: string;
  events: { number: number; kind: string; person: string; at: string }[];
  newest: number;
}

export interface Agency {
  system: ConnectedSystem;
  ask<Body = Told>(method: Method, path: string, content?: unknown): Promise<{ status: number; body: Body }>;
}

export interface SubscriptionStand extends TestHouse {
  origin: string;
  connect(organisation: string, stage?: 'simulation'): Promise<Agency>;
  /** The organisation may be told of customers from now on; or may no longer. */
  agree(organisation: string, state?: 'suspended'): Promise<void>;
}

const AGREEMENT = 'bidv-events';

/** The whole house, listening; a failed sending is tried again at once. */
export async function openSubscriptionStand(): Promise<SubscriptionStand> {
  const port = await freePort();
  const subscriptions = { lookMilliseconds: 50, timeoutMilliseconds: 1500, backoff: () => 50 };
  const house = await openTestHouse({ port, subscriptions });
  await house.app.listen({ port, host: '127.0.0.1' });
  const { origin } = house.kernel.config;
  const caller = { kind: 'official', id: 'test', scopes: new Set<string>() } as const;
  const context = createContext(house.kernel.clock, caller, { language: 'en' });
  return {
    ...house,
    origin,
    async connect(organisation, stage) {
      const system = await connectSystem(house, organisation, stage ? { stage } : {});
      return {
        system,
        async ask<Body>(method: Method, path: string, content?: unknown) {
          const { response } = await askSigned({ origin }, system, reasons, { method, path, content });
          assert.ok(response.headers['signature-input'], 'answers to systems are signed');
          return { status: response.status, body: JSON.parse(String(response.body)) as Body };
        },
      };
    },
    async agree(organisation, state) {
      if (state) {
        await house.exchange.changeAgreement(context, AGREEMENT, { state });
        return;
      }
      const terms = {
        ...{ purposes: ['bank-customer-check'], fields: ['name', 'pin', 'permanentResidence', 'deathDate'] as const },
        ...{ modes: ['verify', 'events'] as const, quotaPerDay: 1000, hours: 'always' },
        ...{ validFrom: '2026-01-01', validTo: '2036-01-01' },
      };
      await house.kernel.database.transact((transaction) =>
        enactAgreement(transaction, context, {
          ...{ agreement: AGREEMENT, organisation, base: undefined },
          terms: { ...terms, fields: [...terms.fields], modes: [...terms.modes] },
        }),
      );
    },
  };
}

export interface Receiver {
  endpoint: string;
  /** What it has taken in, in the order of arrival. */
  taken: Told[];
  /** Requests in all, with those that it refused. */
  asked: number;
  /** Status of its answers; `never`: it takes the request and says nothing. */
  answers: number | 'never';
  close(): Promise<void>;
}

/** An agency's own server: verifies the signature before it believes anything. */
export async function openReceiver({ origin }: { origin: string }): Promise<Receiver> {
  const { keys } = (await (await fetch(`${origin}/.well-known/jwks.json`)).json()) as {
    keys: (JsonWebKey & { kid: string })[];
  };
  const policy = {
    ...{ tag: 'dancu-event', required: ['@method', '@target-uri', 'content-digest'], requireTarget: true },
    ...{ coverIfPresent: ['content-type'], requireNonce: false, maxAgeSeconds: 60, maxSkewSeconds: 5 },
  };
  const receiver: Receiver = { endpoint: '', taken: [], asked: 0, answers: 204, close: () => closeServer(server) };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      receiver.asked += 1;
      const body = Buffer.concat(parts).toString('utf8');
      const message = { method: request.method!, targetUri: receiver.endpoint, headers: request.headers, body };
      verifyMessage(message as Parameters<typeof verifyMessage>[0], {
        ...policy,
        now: Math.floor(Date.now() / 1000),
        lookupKey: (kid) => {
          const jwk = keys.find((one) => one.kid === kid);
          return jwk && createVerifier(createPublicKey({ key: jwk, format: 'jwk' }));
        },
      });
      if (receiver.answers === 'never') return;
      if (receiver.answers < 300) receiver.taken.push(JSON.parse(body) as Told);
      response.writeHead(receiver.answers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  return receiver;
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

/** Waits, without a limit of its own, until something is so. */
export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 20));
}
