import { generateKeyPairSync } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type Kernel, newId } from '#kernel';
import { createClient } from '#libs/client';
import { SESSION_COOKIE } from '#rooms/accounts';
import type { Exchange } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';
import { readPersonas } from './personas.ts';
import { contextOf } from './players.ts';

interface Sampled {
  person: string;
  pin: string;
  name: string;
  birthDate: string;
  sex: string;
}

/**
 * Lets the demonstration's agencies ask about its personas and some neighbours, through the same signed door as anybody:
 * the log, the figures and "who looked" then tell of things that happened. Does nothing where a system is registered already.
 */
export async function seedActivity(
  kernel: Kernel,
  offices: Offices,
  exchange: Exchange,
  app: FastifyInstance,
  signIn: (persona: string) => Promise<string>,
): Promise<void> {
  const { rowCount } = await kernel.database.pool.query('SELECT 1 FROM exchange.system LIMIT 1');
  if (rowCount !== 0) return;
  const personas = await readPersonas(kernel);
  const citizens = personas.flatMap((one) => one.person ?? []);
  const { rows } = await kernel.database.pool.query<Sampled>(
    `SELECT person, i.value AS pin, record->>'name' AS name, record->>'birthDate' AS "birthDate", record->>'sex' AS sex
     FROM people.person JOIN people.identifier i USING (person) WHERE i.kind = 'pin' AND i.status = 'active' AND person = ANY($1::uuid[])`,
    [citizens],
  );
  for (const organisation of new Set(personas.flatMap((one) => one.organisation ?? []))) {
    await askAbout(kernel, offices, exchange, app, organisation, rows);
  }
  await openCases(app, signIn, citizens);
  await openDraft(kernel, app, signIn);
}

/** An agreement that waits for the officers: the bank wants to verify those who apply for credit. */
async function openDraft(
  { clock }: Pick<Kernel, 'clock'>,
  app: FastifyInstance,
  signIn: (persona: string) => Promise<string>,
): Promise<void> {
  const cookies = { [SESSION_COOKIE]: await signIn('bank-engineer') };
  const today = clock.today();
  const payload = {
    terms: {
      purposes: ['credit-application'],
      fields: ['name', 'pin', 'birthDate', 'documents', 'phone'],
      modes: ['verify'],
      quotaPerDay: 20_000,
      hours: 'office',
      validFrom: today,
      validTo: `${Number(today.slice(0, 4)) + 2}-01-01`,
    },
    why: 'Xác minh người đề nghị vay tiêu dùng, để không ai bị vay bằng giấy tờ giả.',
  };
  const made = await app.inject({ method: 'POST', url: '/api/agency/drafts', payload, cookies });
  const { draft, revision } = made.json<{ draft: string; revision: number }>();
  await app.inject({ method: 'POST', url: `/api/agency/drafts/${draft}/send`, payload: { revision }, cookies });
}

/** What waits on the desks: corrections that citizens asked for, a proposal for the second officer. */
async function openCases(
  app: FastifyInstance,
  signIn: (persona: string) => Promise<string>,
  citizens: readonly string[],
): Promise<void> {
  /** An act of a persona through the same door as a visitor's. */
  const actAs = async (persona: string, url: string, payload: object) =>
    app.inject({ method: 'POST', url, payload, cookies: { [SESSION_COOKIE]: await signIn(persona) } });
  const claims = [
    ['mother', { field: 'phone', claim: '+84 900 000 123', note: 'Tôi đã đổi số.' }],
    [
      'elder',
      { field: 'birthDate', claim: '1951-03-02', note: 'Theo giấy khai sinh bản gốc, tôi sinh ngày 2 tháng 3.' },
    ],
    ['student', { field: 'currentResidence', claim: 'Ký túc xá Mễ Trì', note: '' }],
  ] as const;
  for (const [persona, payload] of claims) await actAs(persona, '/api/me/corrections', payload);
  await actAs('province-officer', '/api/people/proposals', {
    kind: 'remake-pin',
    person: citizens[0],
    reason: 'Năm sinh trong số định danh không khớp giấy khai sinh',
    legalBasis: 'identification-law-12',
    evidence: [{ kind: 'birth-certificate', number: 'KS-17/2026' }],
  });
}

async function askAbout(
  kernel: Kernel,
  offices: Offices,
  exchange: Exchange,
  app: FastifyInstance,
  organisation: string,
  persons: readonly Sampled[],
): Promise<void> {
  const agreement = [...offices.country.agreements.values()].find((one) => one.organisation === organisation);
  const purpose = agreement && offices.findPurpose(agreement.purposes[0]!);
  if (!agreement || !purpose) return;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const given = {
    organisation,
    name: offices.organisationName(organisation, 'vi'),
    publicJwk: { ...publicKey.export({ format: 'jwk' }) },
    stage: 'production' as const,
  };
  const { kid } = await exchange.createSystem(
    contextOf(kernel, {
      caller: { kind: 'official', id: 'demonstration', organisation, scopes: new Set(['exchange.manage']) },
    }),
    given,
  );
  const client = createClient({ baseUrl: kernel.config.origin, keyId: kid, privateKey, fetch: injectFetch(app) });
  const fields = purpose.fields.filter((field) => agreement.fields.includes(field));
  for (const [index, one] of persons.entries()) {
    const held: Record<string, string> = {
      name: index % 3 === 1 ? one.name.normalize('NFD').replace(/\p{M}/gu, '') : one.name,
      birthDate: one.birthDate,
      sex: one.sex,
    };
    const claimed = Object.fromEntries(Object.entries(held).filter(([field]) => fields.includes(field as never)));
    await client
      .verify(one.pin, {
        biographicData: claimed,
        purpose: purpose.id,
        legalBasis: purpose.legalBases[0]!,
        caseNumber: `HS-${index + 1}/2026`,
        transactionId: newId(),
      })
      .catch((error: Error) => {
        kernel.log.warn({ err: error, event: 'seed' }, 'a demonstration question was refused');
      });
  }
}

/** The signed request goes through the whole server, without a socket. */
function injectFetch(app: FastifyInstance): typeof fetch {
  return async (input, init) => {
    const url = new URL(String(input));
    const answer = await app.inject({
      method: (init?.method ?? 'GET') as 'GET',
      url: url.pathname + url.search,
      headers: Object.fromEntries(new Headers(init?.headers)),
      ...(init?.body ? { payload: Buffer.from(init.body as Uint8Array) } : {}),
    });
    return new Response(new Uint8Array(answer.rawPayload), {
      status: answer.statusCode,
      headers: answer.headers as Record<string, string>,
    });
  };
}
