import { openJws } from './jws.ts';
import type { JsonWebKeySet } from './server-keys.ts';

/** What an agency asks a person for: an entry of `authorization_details` (RFC 9396) of a pushed request, or of CIBA. */
export interface PersonData {
  readonly purpose: string;
  /** Without these a yes is of no use. */
  readonly fields: readonly string[];
  /** The person may leave these out; not by CIBA. */
  readonly optionalFields?: readonly string[];
  /** The last day, `YYYY-MM-DD`, at most 366 days from now. */
  readonly until: string;
  /** By CIBA: the number of the person whom the asked one represents, and about whom it is. */
  readonly onBehalfOf?: string;
}

/** A consent as the platform holds it. */
export interface ConsentView {
  readonly id: string;
  /**
   * `pending`: child and representative must both agree, and the second has not answered; `refused`, `lapsed`: nor will they.
   * `ended`: who agreed for the person does not represent them any more.
   */
  readonly state: 'active' | 'pending' | 'refused' | 'lapsed' | 'withdrawn' | 'expired' | 'ended';
  /** Whose yes is lacking, and until when it is waited for. */
  readonly awaits?: 'child' | 'guardian';
  readonly answerBy?: string;
  readonly purpose: string;
  /** To be stated as `legalBasis` in questions under it. */
  readonly legalBasis: string;
  /** What may be asked. */
  readonly fields: readonly string[];
  readonly until: string;
  readonly givenAt: string;
  readonly withdrawnAt?: string;
  /** The person, as answers to your organisation name them. */
  readonly person: string;
  /** Who agreed for the person, named in the same way; absent: the person. */
  readonly giver?: { readonly person: string; readonly basis: 'guardian' | 'power-of-attorney' };
  /** Compact JWS: `readReceipt`. */
  readonly receipt: string;
}

/** The parameter `authorization_details`, as it goes into the form or the signed request. */
export function askForData({ purpose, fields, optionalFields, until, onBehalfOf }: PersonData): string {
  const more = {
    ...(optionalFields ? { optional_fields: optionalFields } : {}),
    ...(onBehalfOf ? { on_behalf_of: onBehalfOf } : {}),
  };
  return JSON.stringify([{ type: 'person-data', purpose, fields, ...more, until }]);
}

/**
 * What a receipt says (the shape of ISO/IEC TS 27560), once its signature holds.
 * @throws Error when the platform's keys did not sign it
 */
export function readReceipt(jws: string, keys: JsonWebKeySet): Record<string, unknown> {
  return openJws(jws, 'dancu-consent-receipt+jws', keys);
}
