import { type Static, Type } from 'typebox';
import { type Context, type Contract, contract, type Database, type Transaction } from '#kernel';
import { nameKey, scoreName } from '#libs/names';
import { createGivenNames, type Holder, lifeOf, rankPersons, readPersons } from '#rooms/people';
import { AttributeSetBody, type Claim, readClaims } from './claims.ts';
import type { Ask } from './dataAccess.ts';
import type { System } from './directory.ts';
import { ATTRIBUTE_SETS, readFieldName } from './fields.ts';
import { thirdPartyIdentify } from './forms.ts';
import type { Asked } from './model.ts';
import { problems } from './problems.ts';
import { AskQuery, readAsked, readReasons, type Unsigned } from './questions.ts';
import type { Simulation } from './simulation.ts';

/** OSIA Third Party 1.2 `IdentifyRequest`. */
const IdentifyBody = Type.Object(
  { attributeSet: AttributeSetBody, outputAttributeSetName: Type.String({ maxLength: 60 }) },
  { additionalProperties: false },
);
const IdentifyQuery = Type.Object({ transactionId: AskQuery.properties.transactionId });

/** OSIA Third Party 1.2 `identify`: who may it be? Answered at once; a person is named only where the agreement says how many may be. */
export function identifyRoutes(ask: Ask): Contract[] {
  return [
    contract({
      tag: 'exchange',
      scope: null,
      purpose: 'stated',
      errors: 'osia',
      bodyLimit: 16_384,
      method: 'POST',
      path: '/v1/identify',
      summary: 'Finds persons by name and birth date, where an agreement gives a list of candidates',
      query: IdentifyQuery,
      body: IdentifyBody,
      answers: {
        200: Type.Array(Type.Object({ biographicData: Type.Record(Type.String(), Type.Unknown()) })),
        400: Type.Object({ code: Type.Integer(), message: Type.String() }),
      },
      handle: (context, { query, body }, request, reply) =>
        ask(
          { ...readReasons(context, query, request), ...readIdentification(context, body), form: thirdPartyIdentify },
          request,
          reply,
        ),
    }),
  ];
}

/** @throws Problem exchange/identify-too-wide, set-unknown, and those of readClaims */
function readIdentification(
  context: Context,
  { attributeSet, outputAttributeSetName }: Static<typeof IdentifyBody>,
): Pick<Unsigned, 'asked' | 'claims' | 'names' | 'identifier' | 'identifierKind' | 'proofWanted'> {
  const claims = readClaims(attributeSet);
  // By a name alone everybody is looked at and nobody is found.
  if (!claimOf(claims, 'name') || !claimOf(claims, 'birthDate'))
    throw problems['identify-too-wide']({ pointer: '/attributeSet/biographicData' });
  const names = Object.hasOwn(ATTRIBUTE_SETS, outputAttributeSetName) && ATTRIBUTE_SETS[outputAttributeSetName];
  if (!names)
    throw problems['set-unknown']({
      pointer: '/outputAttributeSetName',
      values: { sets: Object.keys(ATTRIBUTE_SETS).join(', ') },
    });
  const fields = [...new Set([...claims.map(({ field }) => field), ...names])];
  return {
    asked: readAsked(context, 'identify', fields),
    claims,
    names: names.filter((name) => readFieldName(name) !== undefined),
    identifier: '',
    identifierKind: undefined,
    proofWanted: false,
  };
}

const claimOf = (claims: readonly Claim[], field: string) =>
  claims.find((claim) => claim.field === field)?.value as string | undefined;

/** Whom the claims may mean, best first; nothing of them leaves before the question was decided and journalled. */
export type FindCandidates = (system: System, unsigned: Unsigned) => Promise<readonly Holder[]>;

/** Candidates are looked for among so many; the agreement bounds what is told. */
const MOST = 50;
/** Below this a name of the simulation is another name. */
const LEAST = 0.55;

/** @param mayAsk whether it is worth looking; the decision itself is made with the answer */
export function createFindCandidates(
  database: Pick<Database, 'transact'>,
  simulation: Simulation,
  mayAsk: (system: System, asked: Asked) => Promise<boolean>,
): FindCandidates {
  const givenNames = createGivenNames();
  return async (system, { asked, claims }) => {
    if (!(await mayAsk(system, asked))) return [];
    const [name, birth] = [claimOf(claims, 'name')!, claimOf(claims, 'birthDate')!];
    if (system.stage === 'simulation') return findSimulated(simulation, name);
    return database.transact(async (transaction) => {
      const ranked = await rankPersons(transaction, await givenNames(transaction), { name, birth, limit: MOST });
      return readHolders(
        transaction,
        ranked.map((one) => one.person),
      );
    });
  };
}

async function readHolders(transaction: Transaction, persons: readonly string[]): Promise<Holder[]> {
  const stored = await readPersons(transaction, persons);
  return persons.flatMap((person): Holder[] => {
    const one = stored.get(person);
    if (!one || one.mergedInto) return [];
    const number = one.record.identifiers.find(({ status }) => status === 'active');
    return [{ person, kind: number?.kind ?? 'pin', status: 'active', life: lifeOf(one.record), record: one.record }];
  });
}

function findSimulated(simulation: Simulation, name: string): Holder[] {
  const key = nameKey(name);
  return simulation
    .all()
    .map((holder) => ({ holder, score: scoreName(key, nameKey(holder.record.name)) }))
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ holder }) => holder);
}
