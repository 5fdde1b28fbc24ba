import { type Context, describeEntry, type Transaction } from '#kernel';
import { DateError, nameKey, parseDate, type Vocabulary } from '#libs/names';
import { activePin, addDays } from './model.ts';
import type { Expression } from './osiaForms.ts';
import type { Footing } from './osiaIdentities.ts';
import { fieldOf, splitName } from './osiaMapping.ts';
import { problems } from './problems.ts';
import { rankPersons, type SearchQuery, SHOWN } from './search.ts';
import { readPersons, type StoredPerson } from './store.ts';

type Read = (stored: StoredPerson) => readonly (string | undefined)[];

/** What may be asked for, and where it stands. Names are compared without case and tone marks. */
const attributes: Readonly<Record<string, Read>> = {
  name: ({ record }) => [nameKey(record.name)],
  firstName: ({ record }) => [nameKey(splitName(record.name).firstName ?? '')],
  lastName: ({ record }) => [nameKey(splitName(record.name).lastName)],
  dateOfBirth: ({ record }) => [record.birthDate],
  gender: ({ record }) => [{ male: 'M', female: 'F', undetermined: 'U' }[record.sex]],
  sex: ({ record }) => [record.sex],
  nationality: ({ record }) => record.nationality,
  pin: ({ record }) => [activePin(record)],
  cmnd: ({ record }) => record.identifiers.filter((one) => one.kind === 'cmnd').map((one) => one.value),
  permanentResidence: ({ province, commune }) => [province, commune],
};
const names: ReadonlySet<string> = new Set(['name', 'firstName', 'lastName']);

export interface FindOptions {
  group?: boolean | undefined;
  gallery?: string | undefined;
  offset: number;
  limit: number;
}

/**
 * OSIA findPersons over the civil records: the expressions choose an index (number, or name with a date, year or area),
 * and every one of them must then hold of each person found.
 * @throws Problem people/osia-attribute, people/search-empty, people/search-too-wide
 */
export async function findPersons(
  transaction: Transaction,
  context: Context,
  footing: Footing,
  given: Vocabulary,
  expressions: readonly Expression[],
  options: FindOptions,
) {
  const checks = expressions.map(readExpression);
  const ranked = await rankPersons(transaction, given, planSearch(checks));
  const stored = await readPersons(
    transaction,
    ranked.map((one) => one.person),
  );
  const fits = (person: string) => {
    const one = stored.get(person);
    return one !== undefined && checks.every((check) => holds(check, one));
  };
  // The ranking was cut and its last still fits: others that fit were cut away unseen.
  if (ranked.length >= SHOWN && fits(ranked.at(-1)!.person)) throw problems['search-too-wide']({ pointer: '/' });
  const found = ranked.map((one) => one.person).filter((person) => fits(person) && !stored.get(person)!.mergedInto);
  const references = await readReferences(transaction, found);
  const listed = found.filter(
    (person) => options.gallery === undefined || references.get(person)?.galleries?.includes(options.gallery),
  );
  const page = listed.slice(options.offset, options.offset + options.limit);
  const fields = [...new Set(checks.flatMap((check) => fieldOf(check.attribute) ?? []))];
  transaction.append(
    describeEntry(context, {
      kind: 'look',
      room: 'people',
      type: 'osia-find',
      subjects: page,
      fields,
      data: { transactionId: footing.transactionId, found: page.length },
    }),
  );
  return page.map((personId) =>
    options.group ? { personId } : { personId, identityId: references.get(personId)?.identity ?? personId },
  );
}

interface Check {
  attribute: string;
  operator: Expression['operator'];
  value: string;
}

function readExpression(expression: Expression, index: number): Check {
  const attribute = expression.attributeName === 'birthDate' ? 'dateOfBirth' : expression.attributeName;
  const pointer = `/${index}/attributeName`;
  if (!Object.hasOwn(attributes, attribute)) throw problems['osia-attribute']({ pointer, values: { attribute } });
  const value = String(expression.value);
  if (attribute === 'dateOfBirth') {
    try {
      parseDate(value);
    } catch (error) {
      if (error instanceof DateError) throw problems['date-impossible']({ pointer: `/${index}/value` });
      throw error;
    }
  }
  return { attribute, operator: expression.operator, value: names.has(attribute) ? nameKey(value) : value };
}

function planSearch(checks: readonly Check[]): SearchQuery {
  const equal = (attribute: string) =>
    checks.find((check) => check.attribute === attribute && check.operator === '=')?.value;
  const [first, last] = [equal('firstName'), equal('lastName')];
  const name = equal('name') ?? (first && last ? `${last} ${first}` : undefined);
  const number = equal('pin') ?? equal('cmnd');
  const area = equal('permanentResidence');
  const birth = commonDate(checks.filter((check) => check.attribute === 'dateOfBirth'));
  // A commune's code is searched through its persons' rows, where the province is the index: only a province's plans a search.
  return { number, name, birth, province: area?.length === 2 ? area : undefined, limit: SHOWN };
}

/** The day, month or year in which all the expressions on the birth date meet; undefined where they leave more open. */
function commonDate(checks: readonly Check[]): string | undefined {
  const lower = ['0000'];
  const upper = ['9999'];
  for (const { operator, value } of checks) {
    const span = parseDate(value);
    if (operator === '=' || operator === '>=') lower.push(span.from);
    if (operator === '=' || operator === '<=') upper.push(span.to);
    if (operator === '>') lower.push(addDays(span.to, 1));
    if (operator === '<') upper.push(addDays(span.from, -1));
  }
  const from = lower.sort().at(-1)!;
  const to = upper.sort()[0]!;
  return [10, 7, 4]
    .filter((length) => from.length >= length && from.slice(0, length) === to.slice(0, length))
    .map((length) => from.slice(0, length))[0];
}

function holds(check: Check, stored: StoredPerson): boolean {
  const values = attributes[check.attribute]!(stored).filter((value) => value !== undefined);
  if (check.operator === '!=') return !values.some((value) => compare(check.attribute, value, '=', check.value));
  return values.some((value) => compare(check.attribute, value, check.operator, check.value));
}

/** Partial dates are spans: "before" means wholly before. */
function compare(attribute: string, left: string, operator: string, right: string): boolean {
  const span = (text: string) => (attribute === 'dateOfBirth' ? parseDate(text) : { from: text, to: text });
  const [held, asked] = [span(left), span(right)];
  switch (operator) {
    case '=':
      return held.from >= asked.from && held.to <= asked.to;
    case '<':
      return held.to < asked.from;
    case '<=':
      return held.to <= asked.to;
    case '>':
      return held.from > asked.to;
    default:
      return held.from >= asked.from;
  }
}

/** The names under which OSIA clients know civil records that were opened from an identity of theirs. */
async function readReferences(
  transaction: Transaction,
  persons: readonly string[],
): Promise<Map<string, { identity: string; galleries?: string[] }>> {
  const { rows } = await transaction.client.query<{ person: string; identity: string; galleries: string[] | null }>(
    "SELECT person, identity, body->'galleries' AS galleries FROM people.identity WHERE person = ANY($1::uuid[]) AND is_reference",
    [persons],
  );
  return new Map(
    rows.map((row) => [row.person, { identity: row.identity, ...(row.galleries ? { galleries: row.galleries } : {}) }]),
  );
}
