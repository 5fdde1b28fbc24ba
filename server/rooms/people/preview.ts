import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import {
  type Context,
  type Contract,
  contract,
  describeEntry,
  type Kernel,
  problems as kernelProblems,
  requireScope,
  type Transaction,
} from '#kernel';
import type { Offices } from '#rooms/offices';
import { correctRecord, declareFound, declareMissing, movePerson, registerDeath } from './acts.ts';
import * as form from './contracts.ts';
import { registerDivorce, registerMarriage } from './couples.ts';
import { appointGuardian, endGuardianship, type Guardianship } from './guardians.ts';
import { changeHousehold } from './households.ts';
import { formatDate, type Presenter, presentChanges } from './present.ts';
import { problems } from './problems.ts';
import type { Act } from './record.ts';
import { readActs } from './store.ts';

type Run = (
  transaction: Transaction,
  context: Context,
  offices: Offices,
  person: string,
  body: never,
) => Promise<unknown>;

/** The acts that can be tried, with the body of each one's own route. */
const acts = {
  correct: [form.CorrectBody, correctRecord as Run],
  move: [form.MoveBody, movePerson as Run],
  death: [form.DeathBody, registerDeath as Run],
  missing: [form.MissingBody, declareMissing as Run],
  found: [form.OnBody, declareFound as Run],
  divorce: [form.OnBody, registerDivorce as Run],
  marry: [form.MarryBody, marry as Run],
  guardian: [form.GuardianBody, appoint as Run],
  'guardian-end': [form.OnBody, endGuardianship as Run],
  household: [form.HouseholdBody, changeHousehold as Run],
} as const;
type ActName = keyof typeof acts;

function marry(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  person: string,
  body: Static<typeof form.MarryBody>,
) {
  if (!body.persons.includes(person)) throw problems['person-unknown']({ pointer: '/body/persons' });
  return registerMarriage(transaction, context, offices, body);
}

function appoint(transaction: Transaction, context: Context, offices: Offices, person: string, body: Guardianship) {
  if (![body.ward, body.guardian].includes(person)) throw problems['person-unknown']({ pointer: '/body/ward' });
  return appointGuardian(transaction, context, offices, body);
}

const Body = Type.Object(
  {
    person: Type.String({ maxLength: 40 }),
    act: Type.Enum(Object.keys(acts) as ActName[]),
    body: Type.Record(Type.String(), Type.Unknown(), { description: 'The body that the act’s own route takes' }),
  },
  { additionalProperties: false },
);
const Preview = Type.Object({ sentence: Type.String(), changes: form.ChangeList });
type Preview = Static<typeof Preview>;

/** What an act would do to a record, before it is done. */
export function previewRoute(kernel: Kernel, offices: Offices): Contract {
  const parts = { offices, words: kernel.words };
  return contract({
    method: 'POST',
    path: '/api/people/preview',
    tag: 'people',
    scope: 'people.read',
    purpose: 'stated',
    summary: 'What an act would change, and the sentence that the citizen would read',
    body: Body,
    answers: { 200: Preview },
    handle: async (context, { body: { person, act, body } }) => {
      const [schema, run] = acts[act];
      const faults = Value.Errors(schema, body)
        .slice(0, 20)
        .map((fault) => ({ pointer: `/body${fault.instancePath}`, detail: fault.message }));
      if (faults.length > 0)
        throw kernelProblems.invalid({
          pointer: faults[0]!.pointer,
          values: { part: 'body' },
          extra: { errors: faults },
        });
      requireScope(context.caller, 'people.read');
      const rehearsed = await rehearse(kernel, person, (transaction) =>
        run(transaction, context, offices, person, body as never),
      );
      const preview = describe(parts, context, rehearsed);
      await kernel.database.transact(async (transaction) => {
        transaction.append(
          describeEntry(context, {
            kind: 'look',
            room: 'people',
            type: 'preview',
            subjects: [person],
            fields: preview.changes.map((change) => change.id),
          }),
        );
      });
      return preview;
    },
  });
}

interface Rehearsed {
  acts: readonly Act[];
  added: ReadonlySet<string>;
}

class CurtainError extends Error {
  readonly rehearsed: Rehearsed;
  constructor(rehearsed: Rehearsed) {
    super('rolled back: it was a rehearsal');
    this.rehearsed = rehearsed;
  }
}

/** Performs the act for real, with all its checks, in a transaction that never commits. @throws what the act throws */
async function rehearse(
  kernel: Kernel,
  person: string,
  run: (transaction: Transaction) => Promise<unknown>,
): Promise<Rehearsed> {
  try {
    return await kernel.database.transact<never>(async (transaction) => {
      await run(transaction);
      // Rows that this very transaction wrote: an act that another officer committed meanwhile is not one of them.
      const { rows } = await transaction.client.query<{ act: string }>(
        'SELECT act FROM people.act WHERE person = $1 AND xmin = pg_current_xact_id()::xid',
        [person],
      );
      throw new CurtainError({ acts: await readActs(transaction, person), added: new Set(rows.map((row) => row.act)) });
    });
  } catch (error) {
    if (error instanceof CurtainError) return error.rehearsed;
    throw error;
  }
}

function describe(parts: Presenter, context: Context, { acts, added }: Rehearsed): Preview {
  const { language } = context;
  const done = acts.filter((one) => added.has(one.act));
  const changes = done.flatMap((one) => presentChanges(parts, language, acts, one));
  const first = done[0]!;
  const changed = changes.map((change) => change.name).join(', ');
  const now = (field: string) => changes.find((change) => change.id === field)?.after ?? '';
  const sentence = parts.words.say(language, `screen.preview.${first.kind}`, {
    office: parts.offices.areaName(context.caller.area ?? '', language),
    law: parts.offices.legalBasisTitle(first.legalBasis, language),
    date: now('deathDate') || now('missingDate') || formatDate(language, first.validFrom),
    fields: changed,
    place: now('permanentResidence') || now('temporaryResidence') || now('currentResidence'),
    spouse: now('spouse'),
    guardian: now('legalRepresentative'),
    ward: now('represented'),
    relation: now('relationToHead'),
  });
  return { sentence, changes };
}
