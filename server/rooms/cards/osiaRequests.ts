import { type Context, isId, Problem, type Transaction } from '#kernel';
import { unitAt } from '#libs/country';
import { areaPath, readPerson } from '#rooms/people';
import { appendAct, appendLook } from './journal.ts';
import { requestCard, stepCard } from './life.ts';
import { UNDER_WAY } from './model.ts';
import type { Expressions, NewRequest, Profile } from './osiaForms.ts';
import * as form from './osiaForms.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { type CardRow, changeCard, findCard } from './store.ts';

/** OSIA's words for why a card is asked for, and ours. */
const REASONS = { FIRST_ISSUANCE: 'first', RENEWAL: 'renewal', REPLACEMENT: 'replacement' } as const;

/** What the standard has no answer for is a request that is wrong (400) or may not be (403). */
const WRONG = ['cards/person-unknown', 'cards/kind-unknown', 'cards/reason-wrong', 'cards/card-unknown'];

/** Our refusal as the standard's: its own code stays in `dancu-problem` and in the sentence. */
export async function inTheStandardsWords<Result>(work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    if (!(error instanceof Problem) || !error.code.startsWith('cards/')) throw error;
    const because = { values: { because: error.code }, extra: { because: error.code } };
    throw WRONG.includes(error.code) ? problems['osia-wrong'](because) : problems['osia-not-allowed'](because);
  });
}

function reasonOf({ requestType, requestTypeOther }: NewRequest['requestData']): string {
  return requestType === 'OTHER' ? (requestTypeOther ?? '') : REASONS[requestType];
}

/**
 * Begins a card under an id of the caller's. @throws Problem cards/osia-exists, osia-wrong, osia-not-allowed
 */
export async function createRequest(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  id: string,
  given: NewRequest,
): Promise<void> {
  if (await findCard(transaction.client, id)) throw problems['osia-exists']();
  const { credentialProfileId: kind, deliveryOffice } = given.requestData;
  const reason = reasonOf(given.requestData);
  const office = deliveryOffice ?? (await officeOf(transaction, given.personId));
  requireOffice(parts, context, office);
  await inTheStandardsWords(
    requestCard(parts, transaction, context, { card: id, person: given.personId, kind, reason, office }),
  );
}

/** @throws Problem cards/osia-wrong */
function requireOffice({ offices }: Parts, { clock }: Context, office: string | undefined): asserts office {
  if (!office || !unitAt(offices.country, office, clock.today()))
    throw problems['osia-wrong']({ pointer: '/requestData/deliveryOffice', values: { because: 'deliveryOffice' } });
}

async function officeOf(transaction: Transaction, person: string): Promise<string | undefined> {
  const stored = isId(person) ? await readPerson(transaction, person) : undefined;
  return stored && areaPath(stored).at(-1);
}

/** @throws Problem cards/card-unknown */
export async function requireOne({ client }: Transaction, id: string, lock = false): Promise<CardRow> {
  const row = await findCard(client, id, lock);
  if (!row) throw problems['card-unknown']();
  return row;
}

function statusOf({ state }: CardRow) {
  if (state === 'withdrawn') return 'CANCELLED';
  if (state === 'refused') return 'FAILED';
  return UNDER_WAY.includes(state) ? 'PENDING' : 'ISSUED';
}

/** A look at whose request it is. @throws Problem cards/card-unknown */
export async function readRequest(transaction: Transaction, context: Context, id: string) {
  const row = await requireOne(transaction, id);
  appendLook(transaction, context, 'card', [row.person], { fields: ['documents'], data: { card: id } });
  const known = Object.entries(REASONS).find(([, reason]) => reason === row.reason)?.[0] as keyof typeof REASONS;
  return {
    credentialRequestId: row.card,
    status: statusOf(row),
    requestData: {
      priority: 0,
      ...{ credentialProfileId: row.kind, credentialProfileSubtype: row.template, deliveryOffice: row.office },
      ...(known ? { requestType: known } : { requestType: 'OTHER' as const, requestTypeOther: row.reason }),
    },
    personId: row.person,
    biographicData: {},
    ...(row.document_number ? { credentialIds: [row.card] } : {}),
  };
}

/** The office of delivery, while nobody has been enrolled for it; nothing else changes. @throws Problem cards/card-unknown, osia-not-allowed */
export async function changeRequest(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  id: string,
  given: NewRequest,
): Promise<void> {
  const row = await requireOne(transaction, id, true);
  const { credentialProfileId, deliveryOffice: office = row.office } = given.requestData;
  const isSame =
    row.person === given.personId && row.kind === credentialProfileId && row.reason === reasonOf(given.requestData);
  if (!isSame || row.state !== 'requested')
    throw problems['osia-not-allowed']({ values: { because: 'cards/step-wrong' } });
  requireOffice(parts, context, office);
  const areas = parts.offices.pathOf({ unit: office }, context.clock.today());
  await changeCard(transaction.client, id, { office, areas });
  appendAct(transaction, context, 'card-office', [row.person], { data: { card: id } });
}

/** @throws Problem cards/card-unknown, osia-not-allowed */
export async function cancelRequest(parts: Parts, transaction: Transaction, context: Context, id: string) {
  await requireOne(transaction, id);
  await inTheStandardsWords(stepCard(parts, transaction, context, id, 'withdrawn'));
}

/** The profile of a kind, for each class of age. @throws Problem cards/osia-wrong */
export function listProfiles({ offices }: Parts, language: string, expressions: Expressions): Profile[] {
  const all = offices.country.cards.kinds.flatMap((kind) =>
    kind.classes.map(({ template }) => ({
      ...{ credentialProfileId: kind.id, name: kind.name[language] ?? kind.id },
      description: offices.legalBasisTitle(kind.legalBasis, language),
      ...{ credentialType: 'ID_CARD', credentialProfileSubtype: template },
    })),
  );
  return expressions.reduce((left, { attributeName, operator, value }, at) => {
    if ((operator !== '=' && operator !== '!=') || !Object.hasOwn(form.Profile.properties, attributeName))
      throw problems['osia-wrong']({ pointer: `/${at}`, values: { because: 'attributeName' } });
    return left.filter((one) => (one[attributeName as keyof Profile] === value) === (operator === '='));
  }, all);
}
