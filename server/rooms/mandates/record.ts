import type { ActingLimits } from '#rooms/accounts';

/** `representative`: of an organisation by law; `member`: whom it lets; `guardian`: the register says so; `power-of-attorney`: a person lets another. */
export type MandateKind = 'representative' | 'member' | 'guardian' | 'power-of-attorney';
export type MandateState = 'offered' | 'active' | 'ended';

/** Why a mandate ended. */
export const ENDINGS = [
  'refused',
  'given-back',
  'withdrawn',
  'lapsed',
  'expired',
  'not-confirmed',
  'death',
  'not-in-register',
  'representative-changed',
  'organisation-refused',
  'organisation-closed',
] as const;
export type Ending = (typeof ENDINGS)[number];

/** Who may act for whom, in what, until when. Days are `YYYY-MM-DD` and the last on which something holds. */
export interface Mandate {
  readonly principal: string;
  readonly mandate: string;
  readonly kind: MandateKind;
  /** Undefined while an offer has not found anybody. */
  readonly holder: string | undefined;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly limits: ActingLimits | undefined;
  readonly legalBasis: string;
  readonly state: MandateState;
  readonly from: string;
  readonly to: string | undefined;
  readonly lapsesOn: string | undefined;
  readonly confirmBy: string | undefined;
  readonly dueOn: string | undefined;
  /** Person key, staff number, or `register`. */
  readonly givenBy: string;
  readonly givenAt: string;
  readonly acceptedAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly endedWhy: Ending | undefined;
}

export type OrganisationState = 'asked' | 'active' | 'suspended' | 'closed' | 'refused';

export interface Organisation {
  readonly organisation: string;
  readonly taxCode: string;
  readonly name: string;
  readonly province: string;
  readonly representative: string;
  readonly state: OrganisationState;
  readonly certificate: { readonly number: string; readonly issuedOn: string };
  readonly reason: string | undefined;
  readonly openedAt: string;
}
