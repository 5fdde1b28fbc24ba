import type { Context } from '#kernel';
import type { Checkpoint } from '#libs/country';
import type { Agreement } from '#rooms/exchange';
import type { Asked } from './contracts.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { listsOf, requireQuestion } from './questions.ts';
import type { DeskRow } from './store.ts';

export interface Agreed {
  /** With the desk’s purpose and law. */
  readonly context: Context;
  readonly agreements: readonly { agreement: Agreement; purpose: string }[];
}

/** The agreement of the desk’s own purpose. @throws Problem of the exchange that says what is missing */
export async function requireOwnAgreement(
  { offices, exchange }: Pick<Parts, 'offices' | 'exchange'>,
  context: Context,
  desk: DeskRow,
  rules: Checkpoint,
): Promise<Agreed> {
  const today = context.clock.today();
  const inForce = (id: string) => {
    const law = offices.findLegalBasis(id);
    return law && law.validFrom <= today && (law.validTo === undefined || today < law.validTo);
  };
  const legalBasis = rules.legalBases.find(inForce) ?? rules.legalBases[0]!;
  const { purpose, mode, fields } = rules;
  const question = { type: mode, purpose, legalBasis, fields };
  const agreement = await exchange.requireAgreement(desk.organisation, 'production', question);
  return { context: { ...context, purpose, legalBasis }, agreements: [{ agreement, purpose }] };
}

/** The agreements of the desk’s purpose and of the lists that it reads. @throws Problem of the exchange that says what is missing */
export async function requireAgreed(
  parts: Pick<Parts, 'offices' | 'exchange'>,
  context: Context,
  desk: DeskRow,
  rules: Checkpoint,
  asked: Asked,
): Promise<Agreed> {
  const own = await requireOwnAgreement(parts, context, desk, rules);
  const agreements = [...own.agreements];
  for (const { purpose, legalBasis } of listsOf(rules, asked.question))
    if (purpose && legalBasis) {
      const question = { type: 'verify', purpose, legalBasis, fields: ['pin'] } as const;
      const agreement = await parts.exchange.requireAgreement(desk.organisation, 'production', question);
      agreements.push({ agreement, purpose });
    }
  return { context: { ...own.context, caseNumber: asked.caseNumber }, agreements };
}

/** @throws Problem checkpoints/reason-missing, case-number-missing, direction-missing, flight-missing */
export function requireAsked(rules: Checkpoint, asked: Asked): void {
  if (rules.needs.includes('reason') && !asked.reason?.trim()) throw problems['reason-missing']({ pointer: '/reason' });
  if (rules.needs.includes('case-number') && !asked.caseNumber?.trim())
    throw problems['case-number-missing']({ pointer: '/caseNumber' });
  requireQuestion(rules, asked.question);
}
