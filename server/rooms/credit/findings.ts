import type { Client } from '#kernel';
import type { Country } from '#libs/country';
import type { FieldVerdict } from '#rooms/exchange';
import type { Holder } from '#rooms/people';
import type { Place } from './applications.ts';
import type { CheckAnswer } from './contracts.ts';
import { APPLICATION_DAYS, bandOf, stateOfDocument, stateOfNumber } from './model.ts';
import { normaliseDocument } from './normalise.ts';
import type { CreditQuestion } from './question.ts';
import { countElsewhere, countOthers, firstKept } from './store.ts';

/** The rule of the country by which applications are kept (country.yaml, retention). */
const RETENTION = 'credit-application';

/** ISO 8601. @throws Error where the country has no rule */
export function keptFor({ facts }: Pick<Country, 'facts'>): string {
  const rule = facts.retention.find(({ id }) => id === RETENTION)?.erase;
  if (!rule) throw new Error(`country.yaml: retention has no ${RETENTION} with a term to erase`);
  return rule;
}

/** What the register says of the person, of the number and of the documents that were named; no value. */
export function describeHolder(
  holder: Holder,
  verdicts: readonly FieldVerdict[],
  question: CreditQuestion,
  today: string,
): Pick<CheckAnswer, 'life' | 'identifier' | 'fields' | 'documents'> {
  const theirs = new Set(verdicts.filter(({ verdict }) => verdict === 'yes').map(({ field }) => field));
  const documents = question.shared.flatMap(({ field, text }): CheckAnswer['documents'] => {
    if (field !== 'cmnd' && field !== 'documents') return [];
    const isSame = (number: string) => normaliseDocument(number) === text;
    return [{ document: field, state: theirs.has(field) ? stateOfDocument(holder.record, isSame, today) : 'not-held' }];
  });
  return {
    life: holder.life,
    identifier: stateOfNumber(holder),
    fields: verdicts.map(({ field, verdict, why }) => ({ field, verdict, ...(why ? { why } : {}) })),
    // The register of cards and what befell them is another one, and is not asked here.
    documents: [...documents, { document: 'card', state: 'not-held' }],
  };
}

/** Where else the same values and the same identity applied, in bands; what this check wrote is the identity's own. */
export async function findReuse(
  client: Pick<Client, 'query'>,
  { person, organisation, values, today }: Place,
  { shared }: CreditQuestion,
  country: Country,
): Promise<NonNullable<CheckAnswer['reuse']>> {
  const since = await firstKept(client, today, keptFor(country));
  const recently = await firstKept(client, today, `P${APPLICATION_DAYS}D`);
  const others = values.length > 0 ? await countOthers(client, person, values, since) : [];
  return {
    values: shared.map(({ field }, at) => ({
      field,
      rule: 'same-value-other-identity',
      others: bandOf(others[at]!),
      since,
    })),
    applications: {
      rule: 'same-identity-other-organisation',
      others: bandOf(await countElsewhere(client, person, organisation, recently)),
      since: recently,
    },
  };
}
