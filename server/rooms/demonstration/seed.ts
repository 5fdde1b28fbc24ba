import { generateKeyPairSync } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type Kernel, newId } from '#kernel';
import { type ClientOptions, createClient } from '#libs/client';
import type { Exchange } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';
import { type Act, injectFetch, openActs } from './actAs.ts';
import { readPersonas } from './personas.ts';
import { contextOf } from './players.ts';
import { seedDrafts } from './seedDrafts.ts';
import { seedSystems } from './seedSystems.ts';

/** Whose systems stand at several places of their way into production. */
const BANK = 'bidv';
/** Whose systems have asked. */
const ASKING = ['bach-mai-hospital', BANK, 'viettel'];

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
  const act = openActs(app, signIn);
  const line = { baseUrl: kernel.config.origin, fetch: injectFetch(app) };
  const organisations = ASKING.filter((organisation) => personas.some((one) => one.organisation === organisation));
  const systems = await Promise.all(
    organisations.map((organisation) =>
      organisation === BANK ? seedSystems(act, line) : register(kernel, offices, exchange, line, organisation),
    ),
  );
  for (const [index, organisation] of organisations.entries())
    await askAbout(kernel, offices, systems[index]!, organisation, rows);
  await openCases(act, citizens);
  await seedDrafts(act, kernel.clock.today());
}

/** What waits on the desks: corrections that citizens asked for, a proposal for the second officer. */
async function openCases(act: Act, citizens: readonly string[]): Promise<void> {
  const claims = [
    ['mother', { field: 'phone', claim: '+84 900 000 123', note: 'Tôi đã đổi số.' }],
    [
      'elder',
      { field: 'birthDate', claim: '1951-03-02', note: 'Theo giấy khai sinh bản gốc, tôi sinh ngày 2 tháng 3.' },
    ],
    ['student', { field: 'currentResidence', claim: 'Ký túc xá Mễ Trì', note: '' }],
  ] as const;
  for (const [persona, payload] of claims) await act(persona, 'POST', '/api/me/corrections', payload);
  await act('province-officer', 'POST', '/api/people/proposals', {
    kind: 'remake-pin',
    person: citizens[0],
    reason: 'Năm sinh trong số định danh không khớp giấy khai sinh',
    legalBasis: 'identification-law-12',
    evidence: [{ kind: 'birth-certificate', number: 'KS-17/2026' }],
  });
}

/** A system that came into production before there were inspections. */
async function register(
  kernel: Kernel,
  offices: Offices,
  exchange: Exchange,
  line: Pick<ClientOptions, 'baseUrl' | 'fetch'>,
  organisation: string,
): Promise<ClientOptions> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = offices.organisationName(organisation, 'vi');
  const caller = { kind: 'official', id: 'demonstration', organisation, scopes: new Set(['exchange.manage']) } as const;
  const publicJwk = { ...publicKey.export({ format: 'jwk' }) };
  await exchange.createSystem(contextOf(kernel, { caller }), { organisation, name, publicJwk, stage: 'production' });
  return { ...line, privateKey };
}

async function askAbout(
  kernel: Kernel,
  offices: Offices,
  system: ClientOptions,
  organisation: string,
  persons: readonly Sampled[],
): Promise<void> {
  const agreement = [...offices.country.agreements.values()].find((one) => one.organisation === organisation);
  const purpose = agreement && offices.findPurpose(agreement.purposes[0]!);
  if (!agreement || !purpose) return;
  const client = createClient(system);
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
