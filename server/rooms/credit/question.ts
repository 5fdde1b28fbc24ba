import type { Context } from '#kernel';
import { decodeHeaderText } from '#libs/client';
import type { Field } from '#libs/country';
import { type Claim, exchangeProblems, readClaims, type SystemCredentials } from '#rooms/exchange';
import type { CheckGiven } from './contracts.ts';
import type { Product } from './model.ts';
import {
  isNarrow,
  normaliseAddress,
  normaliseDocument,
  normaliseEmail,
  normalisePhone,
  type PhonePlan,
} from './normalise.ts';
import { problems } from './problems.ts';
import type { Kind } from './pseudonyms.ts';

/** A value that others may have applied with too, in its one writing. */
export interface Shared {
  readonly field: 'phone' | 'email' | 'address' | 'cmnd' | 'documents';
  readonly kind: Kind;
  readonly text: string;
}

/** What a bank asks about an applicant, read and checked in form. Lives no longer than its answer. */
export interface CreditQuestion {
  readonly applicationId: string;
  readonly product: Product;
  readonly identifier: string;
  /** What must be the register's, before anything is said of other applications. */
  readonly claims: readonly Claim[];
  readonly shared: readonly Shared[];
  /** What the agreement must give, and the person reads. */
  readonly fields: readonly Field[];
  readonly officer: string | undefined;
}

/**
 * The organisation of the system that signed.
 * @throws Problem exchange/signature-missing, credit/simulation-unsupported
 */
export function requireBank({ caller }: Context): string {
  if (caller.kind !== 'system' || !caller.organisation) throw exchangeProblems['signature-missing']();
  // Synthetic persons have no applications elsewhere.
  if ((caller.credentials as SystemCredentials | undefined)?.stage === 'simulation')
    throw problems['simulation-unsupported']();
  return caller.organisation;
}

/** @throws Problem credit/value-unreadable, address-too-wide, and those of the exchange for claims */
export function readQuestion(given: CheckGiven, plan: PhonePlan, officer: unknown): CreditQuestion {
  const claims = readClaims({ biographicData: given.biographicData });
  const shared = readShared(given, plan);
  const contacts: Field[] = shared.flatMap(({ field }) =>
    field === 'phone' || field === 'email' ? [field] : field === 'address' ? ['currentResidence' as const] : [],
  );
  return {
    applicationId: given.applicationId,
    product: given.product,
    identifier: given.identifier,
    claims,
    shared,
    fields: [...new Set<Field>(['pin', ...claims.map(({ field }) => field), ...contacts])],
    officer: readOfficer(officer),
  };
}

function readShared({ biographicData, contactData = {}, address }: CheckGiven, plan: PhonePlan): Shared[] {
  const shared: Shared[] = [];
  const add = (field: Shared['field'], kind: Kind, pointer: string, text: string | undefined) => {
    if (text === undefined) throw problems['value-unreadable']({ pointer });
    shared.push({ field, kind, text });
  };
  const { phone, email } = contactData;
  if (phone !== undefined) add('phone', 'phone', '/contactData/phone', normalisePhone(phone, plan));
  if (email !== undefined) add('email', 'email', '/contactData/email', normaliseEmail(email));
  if (address !== undefined) {
    add('address', 'address', '/address', normaliseAddress(address));
    if (!isNarrow(shared.at(-1)!.text)) throw problems['address-too-wide']({ pointer: '/address' });
  }
  const { cmnd, documents } = biographicData;
  if (cmnd !== undefined) add('cmnd', 'document', '/biographicData/cmnd', normaliseDocument(cmnd));
  if (documents !== undefined) {
    const number = typeof documents === 'string' ? documents : documents.number;
    add('documents', 'document', '/biographicData/documents', normaliseDocument(number));
  }
  return shared;
}

/** Whoever at the bank asks stands in the journal: abuse is mostly somebody's, not a bank's. */
function readOfficer(header: unknown): string | undefined {
  if (header === undefined) return undefined;
  const refuse = () =>
    exchangeProblems['header-invalid']({ pointer: '/headers/dancu-officer', values: { header: 'dancu-officer' } });
  if (typeof header !== 'string' || header.length > 200) throw refuse();
  try {
    return decodeHeaderText(header);
  } catch {
    throw refuse();
  }
}
