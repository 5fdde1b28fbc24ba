import assert from 'node:assert/strict';
import type pg from 'pg';
import type { TestHouse } from '#test';
import { putRecord } from '../quality/stand.samples.ts';

export const LAW = 'trade-union-law';
export const PATH = '/api/agency/memberships';

export interface Answer extends Record<string, unknown> {
  code?: string;
  pointer?: string;
  detail?: string;
}
export type Method = 'GET' | 'POST';

export const rules = { ageFrom: 15, numberFormat: '999999', termYears: 5 };
export const given = (prefix: string, more: object = {}) => ({
  ...{ name: `Programme ${prefix}`, prefix, legalBasis: LAW, rules },
  ...more,
});

/** The steward's, the platform's and the line's doors of one house. */
export function openDoors(house: TestHouse) {
  const ask = <Body = Answer>(who: string, method: Method, path: string, body?: object) =>
    house.ask<Body>(who, method, path, body);
  const own = <Body = Answer>(method: Method, path = '', body?: object, who = 'union-steward') =>
    ask<Body>(who, method, `${PATH}${path}`, body);
  const line = <Body = Answer>(method: Method, path: string, body?: object, who = 'line-operator') =>
    ask<Body>(who, method, `/api/production/${path}`, body);

  /** A programme that may begin. */
  async function begin(prefix: string, more: object = {}): Promise<string> {
    const made = await own<{ programme: string }>('POST', '', given(prefix, more));
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const { programme } = made.body;
    assert.equal((await own('POST', `/${programme}/acts`, { act: 'propose', version: 1 })).status, 200);
    const decided = await ask('test-connector', 'POST', `/api/memberships/programmes/${programme}/decisions`, {
      ...{ approve: true, version: 2 },
    });
    assert.deepEqual(decided.body, { state: 'approved', version: 3 });
    return programme;
  }

  /** Makes what is ordered, sends and receives it. @returns the serials that came */
  async function make(missing = 0): Promise<string[]> {
    const batch = await line<{ batch: string }>('POST', 'batches', {
      ...{ origin: 'memberships', machine: 'virtual-plastic-printer', items: 1000 },
    });
    assert.equal(batch.status, 201, JSON.stringify(batch.body));
    await finish(batch.body.batch);
    await line('POST', 'parcels', {});
    interface Parcel {
      parcel: string;
      state: string;
      version: number;
      serials: string[];
    }
    const list = async (who?: string) =>
      (await line<{ parcels: Parcel[] }>('GET', 'parcels', undefined, who)).body.parcels;
    for (const { parcel } of (await list()).filter(({ state }) => state === 'packed'))
      await line('POST', `parcels/${parcel}/acts`, { act: 'send', version: 1 });
    const came: string[] = [];
    for (const { parcel, serials } of (await list('union-steward')).filter(({ state }) => state === 'sent')) {
      const act = { act: 'receive', version: 2, missing: serials.slice(0, missing) };
      const received = await line('POST', `parcels/${parcel}/acts`, act, 'union-steward');
      assert.equal(received.status, 200, JSON.stringify(received.body));
      came.push(...serials.slice(missing));
    }
    return came;
  }

  async function finish(batch: string): Promise<{ made: number; failed: number; rows: { why?: string }[] }> {
    for (;;) {
      await house.production.run();
      const { body } = await line<{ state: string; made: number; failed: number; rows: { why?: string }[] }>(
        ...(['GET', `batches/${batch}`] as const),
      );
      if (body.state === 'done') return body;
      assert.ok(body.state === 'waiting' || body.state === 'making', JSON.stringify(body));
    }
  }

  return { ask, own, line, begin, make, finish };
}

export interface Member {
  readonly person: string;
  readonly row: { number: string; pin: string; name: string; birthDate: string; unit: string };
}

let count = 0;
/** Somebody of the register, and as the union has them. */
export async function putMember(owner: pg.Client, changes: Parameters<typeof putRecord>[1] = {}): Promise<Member> {
  const person = await putRecord(owner, changes);
  const { rows } = await owner.query<{ name: string; pin: string; birth: string }>(
    `SELECT record->>'name' AS name, record->>'birthDate' AS birth, record->'identifiers'->0->>'value' AS pin
     FROM people.person WHERE person = $1`,
    [person],
  );
  count += 1;
  const { name, pin, birth } = rows[0]!;
  const row = {
    number: String(100_000 + count),
    pin,
    name,
    birthDate: birth,
    unit: count % 2 ? 'Spinning' : 'Weaving',
  };
  return { person, row };
}
