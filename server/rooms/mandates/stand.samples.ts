import assert from 'node:assert/strict';
import type { TestHouse } from '#test';
import { makeAccount, openSession } from '../accounts/signIn.samples.ts';
import { type BirthSample, sampleBirth } from '../people/samples.ts';

/** Somebody of the tests: in the register, with an account of level 2 and a session. */
export interface Played {
  person: string;
  pin: string;
  name: string;
  birthDate: string;
  account: string;
  session: string;
  ask<Body = Answered>(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    body?: unknown,
    key?: string,
  ): Promise<Answer<Body>>;
  /** What an offer names them by. */
  addressed: { identifier: string; name: string; birthDate: string };
}
export interface Answer<Body = Answered> {
  status: number;
  body: Body;
}
type Answered = Record<string, unknown> & { id: string; code: string; state: string; pointer: string };

const surnames = ['Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ'];
let made = 0;

/** Registers somebody. @returns key and number */
export async function born(
  house: TestHouse,
  given: BirthSample = {},
): Promise<{ person: string; pin: string; name: string; birthDate: string }> {
  made += 1;
  const sample = sampleBirth({
    name: `${surnames[made % surnames.length]} Thị Số ${'Một Hai Ba Bốn'.split(' ')[made % 4]}`,
    sex: 'female',
    ...given,
  });
  const { status, body } = await house.ask<{ person: string; pin: string }>(
    'hanoi-officer',
    'POST',
    '/api/people/acts/birth',
    sample,
  );
  assert.equal(status, 201, JSON.stringify(body));
  return { ...body, name: sample.record.name, birthDate: sample.record.birthDate };
}

/** Gives somebody of the register an account and signs in. */
export async function play(
  house: TestHouse,
  who: { person: string; pin: string; name: string; birthDate: string },
  level: 1 | 2 = 2,
): Promise<Played> {
  const { account } = await makeAccount(house, { person: who.person, actor: who.person, name: who.name, level });
  const { session, cookie } = await openSession(house, account);
  return {
    ...who,
    account,
    session: session.session,
    addressed: { identifier: who.pin, name: who.name, birthDate: who.birthDate },
    ask: (method, url, body, key) => sendAs(house, cookie, method, url, body, key),
  };
}

export async function citizen(house: TestHouse, given: BirthSample = {}, level: 1 | 2 = 2): Promise<Played> {
  return play(house, await born(house, given), level);
}

async function sendAs<Body>(
  house: TestHouse,
  cookie: string,
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  body?: unknown,
  key?: string,
): Promise<Answer<Body>> {
  const answer = await house.app.inject({
    method,
    url,
    headers: { cookie, 'accept-language': 'en', ...(key ? { 'idempotency-key': key } : {}) },
    ...(body === undefined ? {} : { payload: body as object }),
  });
  return { status: answer.statusCode, body: (answer.body === '' ? {} : answer.json()) as Body };
}

/** What was written is sealed, and every listener has heard it. */
export async function settle(house: TestHouse): Promise<void> {
  await house.kernel.sealing.now();
  await house.kernel.events.deliver();
  // What the listeners wrote themselves.
  await house.kernel.sealing.now();
  await house.kernel.events.deliver();
}

let codes = 0;
/** A tax code that nobody has: no tax office gives out the prefix 98. */
export function freshTaxCode(): string {
  for (;;) {
    codes += 1;
    const nine = `98${String(codes).padStart(7, '0')}`;
    const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
    const digit = 10 - (weights.reduce((sum, weight, index) => sum + weight * Number(nine[index]), 0) % 11);
    if (digit < 10) return `${nine}${digit}`;
  }
}

export const sampleOrganisation = (representative: string, more: object = {}) => ({
  taxCode: freshTaxCode(),
  name: 'Công ty TNHH Mẫu',
  province: '01',
  certificate: { number: 'GCN 1/2026', issuedOn: '2026-01-05' },
  representative,
  identification: { document: 'card', checks: ['card', 'face'] },
  ...more,
});

/** Journal lines of this room, and of accounts' events about it, that name a mandate. */
export async function linesAbout(
  house: TestHouse,
  mandate: string,
): Promise<{ type: string; room: string; subjects: string[] }[]> {
  const { rows } = await house.kernel.database.pool.query<{ lines: string }>('SELECT lines FROM kernel.journal_block');
  return rows
    .flatMap((block) => block.lines.split('\n').map((line) => JSON.parse(line)))
    .filter((line) => line.data?.mandate === mandate);
}

/** Kinds of security events in somebody's own list that name a mandate, the oldest first. */
export async function eventsOf(house: TestHouse, { account }: Played, mandate: string): Promise<string[]> {
  const { rows } = await house.kernel.database.pool.query<{ kind: string }>(
    "SELECT kind FROM accounts.event WHERE account = $1 AND data->>'mandate' = $2 ORDER BY event",
    [account, mandate],
  );
  return rows.map(({ kind }) => kind);
}
