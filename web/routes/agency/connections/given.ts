import type { Service } from './data.ts';

type Given = Service['inForce'];
export type FormValues = Record<string, string>;

const CIBA = 'urn:openid:params:grant-type:ciba';
const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';
const lines = (text: string | undefined) => (text ?? '').split(/\s+/).filter((line) => line !== '');
const words = (text: string | undefined) => (text ?? '').split(' ').filter((word) => word !== '');

/** What the form holds of a service; every value a text. */
export function fillForm(languages: readonly string[], given?: Given): FormValues {
  const metadata = given?.metadata;
  const grants: readonly string[] = metadata?.grant_types ?? ['authorization_code'];
  const yes = (is: boolean | undefined) => (is ? 'yes' : '');
  return {
    ...Object.fromEntries(languages.map((language) => [language, given?.name[language] ?? ''])),
    purpose: given?.purpose ?? '',
    legalBasis: given?.legalBasis ?? '',
    fields: given?.fields.map(({ field, required }) => `${field}:${required ? 'must' : 'may'}`).join(' ') ?? '',
    assurance: given?.assurance ?? 'substantial',
    organisations: yes(given?.actsFor.includes('organisations')),
    persons: yes(given?.actsFor.includes('persons')),
    redirect_uris: metadata?.redirect_uris.join('\n') ?? '',
    post_logout_redirect_uris: metadata?.post_logout_redirect_uris?.join('\n') ?? '',
    backchannel_logout_uri: metadata?.backchannel_logout_uri ?? '',
    token_endpoint_auth_method: metadata?.token_endpoint_auth_method ?? 'private_key_jwt',
    profile: given?.profile ?? 'fapi2',
    keys: metadata?.jwks_uri ? 'jwks_uri' : metadata?.jwks ? 'jwks' : 'browser',
    jwks_uri: metadata?.jwks_uri ?? '',
    jwks: metadata?.jwks ? JSON.stringify(metadata.jwks, null, 2) : '',
    tls_client_auth_san_dns: metadata?.tls_client_auth_san_dns ?? '',
    offline: yes(grants.includes('refresh_token')),
    device: yes(grants.includes(DEVICE)),
    backchannel_token_delivery_mode: metadata?.backchannel_token_delivery_mode ?? '',
    backchannel_client_notification_endpoint: metadata?.backchannel_client_notification_endpoint ?? '',
  };
}

/** The service as the server takes it. @param made the public half of a key that this browser has just made */
export function readForm(languages: readonly string[], values: FormValues, made?: object): object {
  const method = values.token_endpoint_auth_method;
  const keyed = method === 'private_key_jwt' || method === 'self_signed_tls_client_auth';
  const mode = values.backchannel_token_delivery_mode;
  const redirects = lines(values.redirect_uris);
  const logouts = lines(values.post_logout_redirect_uris);
  const text = (name: string, value = values[name]?.trim()) => (value ? { [name]: value } : {});
  const keys = !keyed
    ? {}
    : values.keys === 'jwks_uri'
      ? text('jwks_uri')
      : { jwks: made ? { keys: [made] } : readKeys(values.jwks) };
  return {
    name: Object.fromEntries(languages.map((language) => [language, values[language]?.trim()])),
    purpose: values.purpose,
    legalBasis: values.legalBasis,
    fields: words(values.fields).map((each) => ({ field: each.split(':')[0], required: each.endsWith(':must') })),
    assurance: values.assurance,
    profile: values.profile,
    actsFor: ['organisations', 'persons'].filter((name) => values[name] === 'yes'),
    metadata: {
      redirect_uris: redirects,
      ...(logouts.length > 0 ? { post_logout_redirect_uris: logouts } : {}),
      grant_types: [
        ...(redirects.length > 0 ? ['authorization_code'] : []),
        ...(values.offline ? ['refresh_token'] : []),
        ...(mode ? [CIBA] : []),
        ...(values.device ? [DEVICE] : []),
      ],
      token_endpoint_auth_method: method,
      ...keys,
      ...(method === 'tls_client_auth' ? text('tls_client_auth_san_dns') : {}),
      ...text('backchannel_logout_uri'),
      ...text('backchannel_token_delivery_mode'),
      ...(mode === 'ping' ? text('backchannel_client_notification_endpoint') : {}),
    },
  };
}

/** A set of keys, or one key alone; what is neither is sent as none, and refused with its pointer. */
export function readKeys(text: string | undefined): { keys: unknown[] } {
  try {
    const read: unknown = JSON.parse(text ?? '');
    if (read !== null && typeof read === 'object')
      return 'keys' in read ? (read as { keys: unknown[] }) : { keys: [read] };
  } catch {
    // Told beside the field.
  }
  return { keys: [] };
}

export type FieldWish = 'must' | 'may' | '';

export function wishOf(fields: string | undefined, field: string): FieldWish {
  const found = words(fields).find((each) => each.split(':')[0] === field);
  return found ? (found.endsWith(':must') ? 'must' : 'may') : '';
}

export function setWish(fields: string | undefined, field: string, wish: FieldWish): string {
  const others = words(fields).filter((each) => each.split(':')[0] !== field);
  return (wish === '' ? others : [...others, `${field}:${wish}`]).join(' ');
}
