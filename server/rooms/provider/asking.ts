import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Field } from '#libs/country';
import { claimsOf, fieldsOf, namesIn } from '#rooms/clients';
import { type AgreedField, agreementOf } from './clients.ts';

/** The fields that a request asks for, as far as the agreement holds them; in the agreement's order. */
export function askedOf({ oidc }: KoaContextWithOIDC): AgreedField[] {
  const scope = typeof oidc.params?.scope === 'string' ? oidc.params.scope : '';
  const claims = [...claimsOf(scope), ...namesIn(oidc.claims.userinfo), ...namesIn(oidc.claims.id_token)];
  const asked: ReadonlySet<Field> = new Set(fieldsOf(claims));
  return (agreementOf(oidc.client)?.fields ?? []).filter(({ field }) => asked.has(field));
}
