import type { Problem } from '#kernel';
import type { Field, LegalBasis, Purpose, Way } from '#libs/country';
import { problems } from './problems.ts';

/** In simulation a system is answered about synthetic persons only. */
export type Stage = 'simulation' | 'production';

/** The newest version of what an organisation may ask. */
export interface Agreement {
  id: string;
  version: number;
  organisation: string;
  state: 'active' | 'suspended';
  stage: Stage;
  modes: ReadonlySet<Way>;
  purposes: readonly string[];
  /** None: whatever law its purposes rest on. */
  legalBases: readonly string[];
  fields: ReadonlySet<string>;
  validFrom: string;
  /** The first day no longer in force. */
  validTo: string;
  quotaPerDay: number;
  /** When questions are answered (country.yaml, officeHours). */
  hours: string;
  /** At most so many persons in an answer to `identify`. */
  candidates: number;
}

export interface Asked {
  type: Way;
  purpose: string;
  legalBasis: string;
  fields: readonly Field[];
}

/** What the country's law says, as far as a decision needs it. */
export interface Law {
  findPurpose(id: string): Purpose | undefined;
  findLegalBasis(id: string): LegalBasis | undefined;
  /** Whether it is now within the hours of that name. */
  isOpen(hours: string): boolean;
}

const UNDER_CONSENT: ReadonlySet<string> = new Set(['verify', 'attributes', 'bulk']);

/**
 * Decides whether an organisation may ask this today: an agreement in force must hold the purpose, the way of asking and
 * each field; the purpose must rest on the stated law, and the law must be in force.
 * @returns the agreement, or the problem that says what is missing.
 */
export function decideQuestion(
  asked: Asked,
  agreements: readonly Agreement[],
  law: Law,
  today: string,
): Agreement | Problem {
  const purpose = law.findPurpose(asked.purpose);
  if (!purpose) return problems['purpose-unknown']({ pointer: '/headers/dancu-purpose' });
  const holding = agreements.filter((one) => one.purposes.includes(asked.purpose));
  if (holding.length === 0)
    return problems['purpose-not-agreed']({ pointer: '/headers/dancu-purpose', values: { purpose: asked.purpose } });
  const timely = holding.filter((one) => one.validFrom <= today && today < one.validTo);
  if (timely.length === 0) return problems['agreement-not-in-force']({ values: { agreement: holding[0]!.id } });
  const active = timely.filter((one) => one.state === 'active');
  if (active.length === 0) return problems['agreement-suspended']({ values: { agreement: timely[0]!.id } });
  const basis = law.findLegalBasis(asked.legalBasis);
  const inForce = basis && basis.validFrom <= today && (basis.validTo === undefined || today < basis.validTo);
  const lawful = active.filter((one) => one.legalBases.length === 0 || one.legalBases.includes(asked.legalBasis));
  if (!inForce || !purpose.legalBases.includes(asked.legalBasis) || lawful.length === 0)
    return problems['legal-basis-not-agreed']({
      pointer: '/headers/dancu-legal-basis',
      values: { purpose: asked.purpose },
    });
  // Whether somebody has consented is seen of a person who is named: one at a time, or each row of a file by itself.
  if (basis?.consent && !UNDER_CONSENT.has(asked.type))
    return problems['consent-one-by-one']({ pointer: '/headers/dancu-legal-basis' });
  // Who may read a value may also ask whether it is so.
  const fitting = lawful.filter(
    (one) =>
      one.modes.has(asked.type) &&
      (purpose.mode === 'attributes' || (asked.type !== 'attributes' && asked.type !== 'identify')),
  );
  if (fitting.length === 0) return problems['mode-not-agreed']({ values: { purpose: asked.purpose } });
  const open = fitting.filter((one) => law.isOpen(one.hours));
  if (open.length === 0) return problems['outside-hours']({ values: { agreement: fitting[0]!.id } });
  const allowed = (agreement: Agreement, field: string) =>
    agreement.fields.has(field) && purpose.fields.includes(field as Field);
  const whole = open.find((agreement) => asked.fields.every((field) => allowed(agreement, field)));
  if (whole) return whole;
  const lacking = open
    .map((agreement) => asked.fields.filter((field) => !allowed(agreement, field)))
    .sort((a, b) => a.length - b.length)[0]!;
  return problems['field-not-agreed']({ values: { fields: lacking.join(', ') }, extra: { fields: lacking } });
}

/** When the person may read of the look; undefined: at once. Only a law that allows a later notice defers it, to a date. */
export function hiddenUntil(purpose: Purpose | undefined, legalBasis: string, at: Date): string | undefined {
  if (!purpose?.hiddenFor || purpose.hiddenFor.legalBasis !== legalBasis) return undefined;
  const until = new Date(at);
  until.setUTCMonth(until.getUTCMonth() + purpose.hiddenFor.months);
  return until.toISOString();
}

/** The fields that an agreement really gives: its own, as far as one of its purposes allows them. */
export function agreedFields(agreement: Agreement, law: Law): Set<string> {
  const allowed = new Set(agreement.purposes.flatMap((id) => law.findPurpose(id)?.fields ?? []));
  return new Set([...agreement.fields].filter((field) => allowed.has(field as Field)));
}
