import type { InjectOptions } from 'fastify';
import type { TestHouse } from '#test';
import { type BirthSample, sampleBirth } from '../people/samples.ts';
import type { Account, Factor, NewAccount } from './door.ts';
import { openCode } from './messages.ts';
import { giveContact, makeAccount, openSession } from './signIn.samples.ts';

export interface Citizen {
  person: string;
  pin: string;
  name: string;
  birthDate: string;
}

export const passkey: Omit<Factor, 'at'> = { method: 'passkey', userVerified: true, deviceBound: true };
/** What an officer states with every act at the counter. */
export const stated = { 'dancu-purpose': 'electronic-identity', 'dancu-legal-basis': 'eid-decree' };
export const seen = { document: 'card 001090000001', checks: ['card', 'face'] };

/** A person of the register, of age unless told. */
export async function enter(house: TestHouse, given: BirthSample = {}): Promise<Citizen> {
  const { record, ...birth } = sampleBirth({ name: 'Trần Thị Ngọc Lan', birthDate: '1985-03-09', ...given });
  const { status, body } = await house.ask<Citizen>('hanoi-officer', 'POST', '/api/people/acts/birth', {
    ...birth,
    record,
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return { person: body.person, pin: body.pin, name: record.name, birthDate: record.birthDate };
}

export interface Signed extends Citizen {
  account: Account;
  /** A request of one's own screens. */
  own<Body = Record<string, unknown>>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
  ): Promise<{ status: number; body: Body }>;
  /** Signs in anew. */
  again(factors?: readonly Omit<Factor, 'at'>[]): Promise<void>;
}

/** A citizen with an account, a telephone and a session. */
export async function signedIn(
  house: TestHouse,
  given: BirthSample & { phone?: string } = {},
  made: Partial<NewAccount> = {},
  factors: readonly Omit<Factor, 'at'>[] = [passkey],
): Promise<Signed> {
  const { phone, ...birth } = given;
  const citizen = await enter(house, birth);
  const account = await makeAccount(house, {
    person: citizen.person,
    actor: citizen.person,
    name: citizen.name,
    language: 'en',
    ...made,
  });
  if (phone) await giveContact(house, account.account, phone);
  let cookie = (await openSession(house, account.account, factors)).cookie;
  return {
    ...citizen,
    account,
    own: (method, url, payload) =>
      request(house, { method, url, headers: { cookie }, ...(payload ? { payload } : {}) }),
    async again(proofs = factors) {
      cookie = (await openSession(house, account.account, proofs)).cookie;
    },
  };
}

/** JSON in, JSON out. */
export async function request<Body = Record<string, unknown>>(
  house: TestHouse,
  options: InjectOptions,
): Promise<{ status: number; body: Body }> {
  const answer = await house.app.inject({ ...options, headers: { 'accept-language': 'en', ...options.headers } });
  return { status: answer.statusCode, body: (answer.body === '' ? {} : answer.json()) as Body };
}

export interface Queued {
  recipient: string;
  template: string;
  code: string;
  values: Record<string, string>;
}

/** What was queued for an address or number, oldest first. */
export async function queued(house: TestHouse, recipient: string): Promise<Queued[]> {
  const { rows } = await house.kernel.database.pool.query<{
    recipient: string;
    body: { template: string; values: Record<string, string>; sealed?: string };
  }>('SELECT recipient, body FROM accounts.message WHERE recipient = $1 ORDER BY message', [recipient]);
  return rows.map(({ body, ...row }) => ({
    ...row,
    template: body.template,
    values: body.values,
    code: body.sealed ? openCode(house.kernel.keys, body.sealed) : '',
  }));
}

/** Kinds of an account's events, oldest first. */
export async function eventsOf(house: TestHouse, account: string): Promise<string[]> {
  const { rows } = await house.kernel.database.pool.query<{ kind: string }>(
    'SELECT kind FROM accounts.event WHERE account = $1 ORDER BY event',
    [account],
  );
  return rows.map(({ kind }) => kind);
}

let phones = 0;
export const newPhone = () => `+8491${String(++phones).padStart(7, '0')}`;

/** Moves the demonstration's clock by whole hours from the true time. */
export const moveHours = (house: TestHouse, hours: number) => house.kernel.clock.moveBy(hours * 3_600_000);

/** An act of an officer at the counter. @param what the account's person, and what is done to it where that is not the proof */
export const atCounter = <Body = { code: string; level: number }>(
  house: TestHouse,
  what: string,
  body: object = { evidence: seen },
  who = 'hanoi-officer',
  headers: Readonly<Record<string, string>> = stated,
) => house.ask<Body>(who, 'POST', `/api/counter/accounts/${what}`, body, headers);
