import { addDays, type ConnectionRules, type Country } from '#libs/country';
import type { AgreementVersion, KnownSystem } from '#rooms/exchange';
import type { AnswerRow, ConnectionRow, EvidenceRow } from './connectionStore.ts';
import type { ProbeRow } from './probing.ts';
import type { RunRow } from './runStore.ts';

/** Everything that the list is made from. */
export interface Facts {
  readonly system: KnownSystem;
  readonly connection: ConnectionRow | undefined;
  readonly answers: readonly AnswerRow[];
  readonly evidence: readonly EvidenceRow[];
  readonly probe: ProbeRow | undefined;
  /** The newest run that passed. */
  readonly passed: RunRow | undefined;
  readonly agreements: readonly AgreementVersion[];
  readonly today: string;
  readonly now: Date;
}

export interface CheckItem {
  readonly item: string;
  readonly kind: 'automatic' | 'asked';
  readonly required: boolean;
  readonly legalBasis: string;
  /** passed, answered: nothing more is needed of the organisation · missing · failed · returned: the inspector gave it back */
  readonly state: 'passed' | 'answered' | 'missing' | 'failed' | 'returned';
  /** What was found, in a word: a key of words `connection.found`. */
  readonly found?: string;
  readonly answer?: string;
  readonly months?: number;
  /** Least months that the law asks for. */
  readonly least?: number;
  readonly answeredBy?: string;
  readonly answeredAt?: string;
  readonly evidenceNeeded: boolean;
  readonly evidence: readonly EvidenceRow[];
  readonly remark?: string;
}

type Result = Pick<CheckItem, 'state'> & { found?: string };
const DAY = 86_400_000;
const passed: Result = { state: 'passed' };

type Automatic = ConnectionRules['checks']['automatic'][number]['id'];

const automatic: Readonly<Record<Automatic, (facts: Facts, rules: ConnectionRules) => Result>> = {
  agreement: ({ agreements, today }) => {
    const inForce = agreements.some(
      ({ state, terms }) => state === 'active' && terms.validFrom <= today && today < terms.validTo,
    );
    return inForce ? passed : { state: 'missing', found: 'no-agreement' };
  },
  conformance: ({ passed: run, system }, { conformance }) => {
    // A system in production runs no simulation; its answers are its conformance.
    if (system.stage === 'production') return passed;
    if (!run?.passedAt) return { state: 'missing', found: 'no-run' };
    return Date.now() - run.passedAt.getTime() > conformance.goodForDays * DAY
      ? { state: 'failed', found: 'run-old' }
      : passed;
  },
  'key-strength': ({ system }) => {
    const living = system.keys.filter(({ revoked }) => !revoked);
    if (living.length === 0) return { state: 'missing', found: 'no-key' };
    return living.every(({ algorithm }) => algorithm === 'ES256' || algorithm === 'Ed25519')
      ? passed
      : { state: 'failed', found: 'key-weak' };
  },
  'key-age': ({ system }, { checks }) => {
    const ends = system.keys.filter(({ revoked }) => !revoked).map(({ expiresAt }) => Date.parse(expiresAt));
    return Math.max(0, ...ends) - Date.now() >= checks.keyDays * DAY ? passed : { state: 'failed', found: 'key-ends' };
  },
  tls: ({ connection, probe, now }, { checks }) => {
    if (!connection?.host) return { state: 'passed', found: 'no-host' };
    if (probe?.host !== connection.host) return { state: 'missing', found: 'not-looked' };
    if (now.getTime() - probe.lookedAt.getTime() > checks.probeDays * DAY)
      return { state: 'missing', found: 'look-old' };
    const { reached, old, trusted, certificateEnds } = probe.found;
    if (!reached) return { state: 'failed', found: 'not-reached' };
    if (old) return { state: 'failed', found: 'tls-old' };
    if (!trusted) return { state: 'failed', found: 'not-trusted' };
    const left = certificateEnds ? Date.parse(certificateEnds) - Date.now() : 0;
    return left >= checks.certificateDays * DAY ? passed : { state: 'failed', found: 'certificate-ends' };
  },
  contact: ({ connection }) => {
    if (!connection?.contact) return { state: 'missing', found: 'no-contact' };
    return connection.contactReachedAt ? passed : { state: 'answered', found: 'not-reached-yet' };
  },
};

/** Months of an ISO 8601 duration in years and months; 0 for another. */
export function monthsOf(duration: string | undefined): number {
  const [, years = '0', months = '0'] = /^P(?:(\d+)Y)?(?:(\d+)M)?$/.exec(duration ?? '') ?? [];
  return Number(years) * 12 + Number(months);
}

/** The whole list of a system, and what of it is still missing. */
export function listChecks(country: Pick<Country, 'connections' | 'facts'>, facts: Facts): CheckItem[] {
  const { connections: rules } = country;
  const remarks = facts.connection?.remarks ?? {};
  const seen = rules.checks.automatic.map(({ id, required, legalBasis }): CheckItem => {
    const result = automatic[id](facts, rules);
    const common = { item: id, kind: 'automatic' as const, required, legalBasis, evidenceNeeded: false, evidence: [] };
    const remark = remarks[id];
    return { ...common, ...result, ...(remark === undefined ? {} : { remark }) };
  });
  const asked = rules.checks.questions.map(({ id, legalBasis, evidence: needed, months }): CheckItem => {
    const given = facts.answers.find(({ item }) => item === id);
    const evidence = facts.evidence.filter(({ item }) => item === id);
    const least =
      months === undefined ? undefined : monthsOf(country.facts.retention.find((one) => one.id === months)?.keep);
    const remark = remarks[id];
    const result = judgeAnswer(reviewOpens(facts, rules), facts, given, {
      needed,
      shown: evidence.length > 0,
      least,
      returned: remark !== undefined,
    });
    return {
      ...{ item: id, kind: 'asked', required: true, legalBasis, evidenceNeeded: needed, evidence, ...result },
      ...(least === undefined ? {} : { least }),
      ...(given
        ? { answer: given.answer, answeredBy: given.answeredBy, answeredAt: given.answeredAt.toISOString() }
        : {}),
      ...(given?.months === null || given === undefined ? {} : { months: given.months }),
      ...(remark === undefined ? {} : { remark }),
    };
  });
  return [...seen, ...asked];
}

/** Whether what was signed has to be said anew: from so many days before the review on. */
export function reviewOpens(
  { connection, today }: Pick<Facts, 'connection' | 'today'>,
  { review }: ConnectionRules,
): boolean {
  return connection?.reviewDue !== undefined && today >= addDays(connection.reviewDue, -review.remindDays);
}

function judgeAnswer(
  again: boolean,
  { connection }: Facts,
  given: AnswerRow | undefined,
  { needed, shown, least, returned }: { needed: boolean; shown: boolean; least: number | undefined; returned: boolean },
): Result {
  if (!given) return { state: 'missing' };
  if (returned) return { state: 'returned' };
  // What an inspector signed a year ago is said again at the review.
  if (again && connection?.signedAt && given.answeredAt <= connection.signedAt)
    return { state: 'missing', found: 'say-again' };
  if (least !== undefined && (given.months ?? 0) < least) return { state: 'failed', found: 'too-short' };
  return needed && !shown ? { state: 'missing', found: 'no-evidence' } : { state: 'answered' };
}

/** Items that stand in the way of handing the list in. */
export function missingOf(items: readonly CheckItem[]): string[] {
  return items
    .filter(({ required, state }) => required && state !== 'passed' && state !== 'answered')
    .map(({ item }) => item);
}
