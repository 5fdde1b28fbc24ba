import type { KeyStore } from '#kernel';
import type { Consent, ConsentState } from './consents.ts';

/** Who is named in a receipt, and in which words. */
export interface ReceiptParts {
  /** Address of this installation. */
  readonly origin: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly state: ConsentState;
  organisationName(organisation: string, language: string): string;
  purposeSentence(purpose: string, language: string): string;
  legalBasisTitle(legalBasis: string, language: string): string;
  /** The person, as the organisation that may ask knows them. */
  pseudonymOf(organisation: string, person: string): string;
}

export const RECEIPT = 'dancu-consent-receipt+jws';

/**
 * A receipt in the shape of ISO/IEC TS 27560:2023: what was agreed to, by whom, with whom, until when, and what became of it. No
 * number, no name and no value of the person stands in it; who agreed for or with them is named as the organisation would know them.
 */
export function describeReceipt(given: Consent, parts: ReceiptParts) {
  const { consent, person, giver, organisation, purpose, legalBasis, fields, refused, until, language } = given;
  const { origin, country, state } = parts;
  const principal = parts.pseudonymOf(organisation, person);
  const representative = giver && {
    ...{ party_id: parts.pseudonymOf(organisation, giver.person), basis: giver.basis },
    // Beside what the standard has: how the child, whose own yes is needed, is known to agree.
    ...(given.heard ? { pii_principal_agreed: 'confirmed-by-representative' } : {}),
  };
  const nameOf = (who: string | undefined) => (who ? parts.pseudonymOf(organisation, who) : principal);
  const event = (event_state: string, event_time: string, entity_id: string) => ({
    ...{ event_time, event_type: 'explicit', event_state, entity_id },
  });
  return {
    receipt_metadata: {
      schema_version: 'ISO/IEC TS 27560:2023',
      receipt_id: consent,
      record_id: consent,
      pii_principal_id: principal,
      issuer: origin,
    },
    pii_processing: {
      language,
      jurisdiction: country,
      purposes: [
        {
          purpose,
          purpose_description: parts.purposeSentence(purpose, language),
          lawful_basis: 'consent',
          legal_reference: { id: legalBasis, title: parts.legalBasisTitle(legalBasis, language) },
          pii_information: fields.map((pii_attribute) => ({ pii_attribute, pii_optional: false })),
          pii_refused: [...refused],
          pii_controllers: [organisation],
          collection_method: `${origin}/v1`,
          withdrawal_method: `${origin}/me/services`,
        },
      ],
    },
    party_identification: [
      {
        party_id: organisation,
        party_role: 'pii-controller',
        party_name: parts.organisationName(organisation, language),
      },
      ...(representative ? [{ ...representative, party_role: 'pii-principal-representative' }] : []),
      { party_id: origin, party_role: 'consent-recorder' },
    ],
    validity: {
      ...{ from: given.joinedAt ?? given.givenAt, last_day: until, state },
      ...(given.awaits ? { awaits: given.awaits } : {}),
    },
    events: [
      event(
        'consent-given',
        given.givenAt,
        giver && given.joinedBy === giver.person ? principal : nameOf(giver?.person),
      ),
      ...(given.joinedAt ? [event('consent-given', given.joinedAt, nameOf(given.joinedBy))] : []),
      ...(given.refusedAt ? [event('consent-refused', given.refusedAt, nameOf(given.refusedBy))] : []),
      ...(given.withdrawnAt ? [event('consent-withdrawn', given.withdrawnAt, nameOf(given.withdrawnBy))] : []),
    ],
  };
}

/** A compact JWS (RFC 7515) by the key that signs answers; its public half is in `/.well-known/jwks.json`. */
export function signReceipt(keys: KeyStore, receipt: ReturnType<typeof describeReceipt>): string {
  const key = keys.current('exchange-answer');
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const alg = key.algorithm === 'ES256' ? 'ES256' : 'EdDSA';
  const input = [
    { alg, kid: key.kid, typ: RECEIPT },
    { ...receipt, iat: Math.floor(Date.now() / 1000) },
  ]
    .map(part)
    .join('.');
  return `${input}.${key.sign(Buffer.from(input)).toString('base64url')}`;
}
