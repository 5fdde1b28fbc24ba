import type { Field } from '#libs/country';
import type { Exchange } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';

/** A question that a step asks the system to put. */
export interface Task {
  readonly identifier: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly biographicData: Readonly<Record<string, string>>;
  /** What the platform answers. */
  readonly expect: string;
}

/** What each step of a run has an organisation ask, of persons who do not exist. Steps judged along with the others have none. */
export function tasksOf(
  organisation: string,
  { exchange, offices, today }: { exchange: Pick<Exchange, 'examples'>; offices: Offices; today: string },
): ReadonlyMap<string, readonly Task[]> {
  const inForce = (id: string) => {
    const law = offices.findLegalBasis(id);
    return law !== undefined && law.validFrom <= today && (law.validTo === undefined || today < law.validTo);
  };
  const own = offices.findOrganisation(organisation)?.purposes ?? [];
  const stated = own
    .flatMap((id) => offices.findPurpose(id) ?? [])
    .find(({ fields, legalBases }) => fields.includes('name' satisfies Field) && legalBases.some(inForce));
  const foreign = [...offices.country.purposes.values()].find(({ id }) => !own.includes(id));
  const examples = exchange.examples();
  const living = examples.find(
    ({ holder: { life, status, record } }) =>
      life === 'alive' && status === 'active' && plain(record.name) !== record.name,
  );
  const cancelled = examples.find(({ holder }) => holder.status === 'cancelled');
  if (!stated || !living || !cancelled || !foreign) return new Map();
  const { identifier, holder } = living;
  const asks = (expect: string, change: Partial<Task> = {}): Task => ({
    identifier,
    purpose: stated.id,
    legalBasis: stated.legalBases.find(inForce)!,
    biographicData: {
      name: holder.record.name,
      ...(stated.fields.includes('birthDate') ? { birthDate: holder.record.birthDate } : {}),
    },
    expect,
    ...change,
  });
  const good = [asks('yes')];
  return new Map<string, readonly Task[]>([
    ['verify', good],
    [
      'verdicts',
      [
        asks('close', { biographicData: { name: plain(holder.record.name) } }),
        asks('no', { biographicData: { name: 'Không Phải Tên Này' } }),
      ],
    ],
    [
      'persons',
      [
        asks('exchange/person-unknown', { identifier: nobody(examples.map((one) => one.identifier)) }),
        asks('exchange/number-cancelled', { identifier: cancelled.identifier }),
      ],
    ],
    [
      'purpose-refused',
      [asks('exchange/purpose-not-agreed', { purpose: foreign.id, legalBasis: foreign.legalBases[0]! })],
    ],
    ...['nonce', 'retry', 'late', 'signature-wrong', 'body-altered'].map((step): [string, Task[]] => [step, good]),
  ]);
}

/** A name as a keyboard without tone marks writes it. */
function plain(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('Đ', 'D').replaceAll('đ', 'd');
}

/** A number that no example has; the synthetic country is small, and begins its serials at random. */
function nobody(known: readonly string[]): string {
  const number = '001199000000';
  return known.includes(number) ? '001199000001' : number;
}
