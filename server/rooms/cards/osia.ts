import { Type } from 'typebox';
import type { Contract } from '#kernel';
import { openOsiaDoor } from '#rooms/offices';
import { findCredentials, readCredential, setStatus } from './osiaCredentials.ts';
import * as form from './osiaForms.ts';
import { cancelRequest, changeRequest, createRequest, listProfiles, readRequest } from './osiaRequests.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';

/**
 * OSIA Credential Management 1.3: a request and its card have one id. The standard counts the end of a suspension and a loss among
 * what changes a status.
 */
export function osiaRoutes(parts: Parts): Contract[] {
  const declare = openOsiaDoor(parts.kernel, parts.offices);
  const request = { path: '/v1/credentialRequests/:request', params: form.RequestParams } as const;
  const credential = { path: '/v1/credentials/:credential', params: form.CredentialParams } as const;
  const change = (to: string, name: string, summary: string) =>
    declare({
      ...credential,
      method: 'POST',
      path: `${credential.path}/${name}`,
      scope: 'cms.credential.write',
      summary,
      body: form.Reason,
      answer: 204,
      work: (transaction, context, { params, body }) =>
        setStatus(parts, transaction, context, params.credential, { status: to, reason: body.reason }),
    });
  return [
    declare({
      ...request,
      method: 'POST',
      scope: 'cms.request.write',
      summary: 'Ask for a card; what stands on it is what the register holds',
      body: form.NewRequest,
      answer: 201,
      work: (transaction, context, { params, body }) =>
        createRequest(parts, transaction, context, params.request.toLowerCase(), body),
    }),
    declare({
      ...request,
      method: 'GET',
      scope: 'cms.request.read',
      summary: 'How far a request has got',
      query: form.ReadQuery,
      answer: form.CredentialRequest,
      work: (transaction, context, { params }) => readRequest(transaction, context, params.request),
    }),
    declare({
      ...request,
      method: 'PUT',
      scope: 'cms.request.write',
      summary: 'Change the office of delivery, while nobody has been enrolled',
      body: form.NewRequest,
      answer: 204,
      work: (transaction, context, { params, body }) =>
        changeRequest(parts, transaction, context, params.request, body),
    }),
    declare({
      ...request,
      method: 'POST',
      path: `${request.path}/cancel`,
      scope: 'cms.request.write',
      summary: 'Withdraw a request that the line has not taken',
      answer: 204,
      work: (transaction, context, { params }) => cancelRequest(parts, transaction, context, params.request),
    }),
    declare({
      method: 'POST',
      path: '/v1/credentials',
      scope: 'cms.credential.read',
      summary: 'Find the cards of a person, or the card with a number',
      query: form.ReadQuery,
      body: form.Expressions,
      answer: Type.Array(form.Credential),
      work: (transaction, context, { body }) => findCredentials(parts, transaction, context, body),
    }),
    declare({
      ...credential,
      method: 'GET',
      scope: 'cms.credential.read',
      summary: 'A card: whose, since when, until when, how it stands',
      query: form.ReadQuery,
      answer: form.Credential,
      work: (transaction, context, { params }) => readCredential(parts, transaction, context, params.credential),
    }),
    declare({
      ...credential,
      method: 'PUT',
      scope: 'cms.credential.write',
      summary: 'Nothing of a card that was made changes: its chip is signed. Always refused',
      body: form.Change,
      answer: 204,
      work: async () => {
        throw problems['osia-not-allowed']({ values: { because: 'cards/step-wrong' } });
      },
    }),
    change('SUSPENDED', 'suspend', 'Suspend a card: it is refused everywhere at once'),
    change('ACTIVE', 'unsuspend', 'Lift a suspension'),
    change('REVOKED', 'revoke', 'Revoke a card for a reason of the country’s list'),
    declare({
      ...credential,
      method: 'POST',
      path: `${credential.path}/status`,
      scope: 'cms.credential.write',
      summary: 'Change how a card stands: ACTIVE, SUSPENDED, REVOKED, LOST',
      body: form.Status,
      answer: 204,
      work: (transaction, context, { params, body }) => setStatus(parts, transaction, context, params.credential, body),
    }),
    declare({
      method: 'POST',
      path: '/v1/credentialProfiles',
      scope: 'cms.profile.read',
      summary: 'The kinds of cards that are made here, and for whom',
      query: form.ReadQuery,
      body: form.Expressions,
      answer: Type.Array(form.Profile),
      work: async (_transaction, context, { body }) => listProfiles(parts, context.language, body),
    }),
  ];
}
