import type { Problem } from '#kernel';
import type { Holder } from '#rooms/people';
import { releaseConsents, shareConsents } from './consentLocks.ts';
import { type Consent, readLiving } from './consents.ts';
import type { Question } from './judge.ts';
import type { Lane } from './lanes.ts';
import type { Agreement, Law } from './model.ts';
import { problems } from './problems.ts';
import type { FindEnded } from './representatives.ts';
import { hasSimulatedConsent } from './simulation.ts';

/** A question that an agreement allows, and whom its number names. */
export interface Asking {
  readonly question: Question;
  readonly agreement: Agreement;
  readonly holders: readonly Holder[];
}

/** The consents that a flush's questions rest on; nobody withdraws one until they are released. */
export interface HeldConsents {
  /** @returns the consent under which this may be answered, undefined where its law needs none, or the refusal */
  groundOf(asking: Asking): string | undefined | Problem;
  release(): Promise<void>;
}

const NONE: HeldConsents = { groundOf: () => undefined, release: async () => {} };

/**
 * Reads the consents of all whom questions under a law of consent are about; where no question is, nothing is read. On the
 * writer's connection: should it break, the locks go, and with them the block that they were held for.
 * @param askingOf the question with this index, as far as it may be asked
 */
export async function holdConsents(
  law: Law,
  { writer }: Pick<Lane, 'writer'>,
  findEnded: FindEnded,
  questions: readonly Question[],
  askingOf: (index: number) => Asking | undefined,
  today: string,
): Promise<HeldConsents> {
  if (!questions.some((question) => needsConsent(law, question))) return NONE;
  const persons = new Set<string>();
  const organisations = new Set<string>();
  for (let index = 0; index < questions.length; index++) {
    const asking = needsConsent(law, questions[index]!) ? askingOf(index) : undefined;
    if (!asking || asking.agreement.stage === 'simulation') continue;
    for (const { person } of asking.holders) persons.add(person);
    organisations.add(asking.agreement.organisation);
  }
  const groundOn = (living: readonly Consent[]) => (asking: Asking) => findGround(law, living, asking);
  if (persons.size === 0) return { ...NONE, groundOf: groundOn([]) };
  const shared = await shareConsents(writer, [...persons]);
  // After the locks and in a snapshot of its own: a withdrawal that was done before them shows.
  const living = await readLiving(writer, shared, [...organisations], today);
  const ended = await findEnded(living);
  const standing = living.filter(({ consent }) => !ended.has(consent));
  return { groundOf: groundOn(standing), release: () => releaseConsents(writer, shared) };
}

function needsConsent(law: Law, { asked }: Pick<Question, 'asked'>): boolean {
  return law.findLegalBasis(asked.legalBasis)?.consent === true;
}

/**
 * Who has not consented, and a number that nobody has, are answered alike: whom the register knows is nothing that a law of
 * consent lets anybody ask.
 */
function findGround(
  law: Law,
  living: readonly Consent[],
  { question, agreement, holders }: Asking,
): string | undefined | Problem {
  if (!needsConsent(law, question)) return undefined;
  const { asked, identifierKind } = question;
  const named = holders.filter(({ kind }) => identifierKind === undefined || kind === identifierKind);
  const grounds = new Set(
    named.map(({ person }) =>
      agreement.stage === 'simulation'
        ? hasSimulatedConsent(person) && 'simulation'
        : living.find((one) => one.person === person && covers(one, question, agreement))?.consent,
    ),
  );
  const [only] = grounds;
  // A number of several persons says nothing of any of them, unless each has said yes: and two consents are never one.
  if (grounds.size === 1 && only) return only;
  return problems['consent-missing']({
    pointer: '/identifier',
    values: { purpose: asked.purpose },
    extra: { authorizationDetails: { type: 'person-data', purpose: asked.purpose, fields: asked.fields } },
  });
}

function covers(consent: Consent, { asked }: Question, { organisation }: Agreement): boolean {
  return (
    consent.organisation === organisation &&
    consent.purpose === asked.purpose &&
    consent.legalBasis === asked.legalBasis &&
    asked.fields.every((field) => consent.fields.includes(field))
  );
}
