import type { ServiceGiven } from './model.ts';

/** Where `examples/portal` listens unless told otherwise. */
const PORTAL = 'http://127.0.0.1:3100';

/** What a demonstration begins with: the education portal of `examples/portal`, which publishes its own keys. */
export const seededServices: readonly { client: string; organisation: string; given: ServiceGiven }[] = [
  {
    client: 'education-portal',
    organisation: 'ministry-of-education-and-training',
    given: {
      name: {
        vi: 'Cổng dịch vụ giáo dục',
        en: 'Education portal',
        fr: 'Portail de l’éducation',
      },
      purpose: 'public-service-login',
      legalBasis: 'public-service-decree',
      fields: [
        { field: 'name', required: true },
        { field: 'birthDate', required: true },
        { field: 'sex', required: false },
      ],
      assurance: 'low',
      profile: 'fapi2',
      actsFor: ['organisations', 'persons'],
      metadata: {
        redirect_uris: [`${PORTAL}/signed-in`],
        post_logout_redirect_uris: [`${PORTAL}/signed-out`],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'private_key_jwt',
        jwks_uri: `${PORTAL}/keys.json`,
        backchannel_logout_uri: `${PORTAL}/logout-notice`,
      },
    },
  },
];
