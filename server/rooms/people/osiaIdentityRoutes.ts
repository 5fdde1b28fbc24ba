import { Type } from 'typebox';
import type { Contract } from '#kernel';
import {
  createIdentity,
  deleteIdentity,
  moveIdentity,
  patchIdentity,
  replaceIdentity,
  setIdentityStatus,
} from './osiaActs.ts';
import type { OsiaDoor } from './osiaDoor.ts';
import * as form from './osiaForms.ts';
import { viewIdentities, viewIdentity, viewReference } from './osiaIdentities.ts';
import { defineReference } from './osiaReference.ts';

/** OSIA Population Registry 1.5: identities and the reference. */
export function identityRoutes({ offices, look, act }: OsiaDoor): Contract[] {
  return [
    look({
      method: 'GET',
      path: '/v1/persons/:person/identities',
      scope: 'pr.identity.read',
      summary: 'All identities of a person, the civil record first',
      params: form.PersonParams,
      answer: Type.Array(form.Identity),
      work: (transaction, context, footing, { params }) => viewIdentities(transaction, context, footing, params.person),
    }),
    act({
      method: 'POST',
      path: '/v1/persons/:person/identities',
      scope: 'pr.identity.write',
      summary: 'Add an identity; its id is made',
      params: form.PersonParams,
      body: form.IdentityBody,
      answer: Type.Object({ identityId: Type.String() }),
      work: (transaction, context, footing, { params, body }) =>
        createIdentity(transaction, context, footing, params.person, body, body.identityId),
    }),
    act({
      method: 'POST',
      path: '/v1/persons/:person/identities/:identity',
      scope: 'pr.identity.write',
      summary: 'Add an identity under a given id',
      params: form.IdentityParams,
      body: form.IdentityBody,
      answer: 201,
      work: (transaction, context, footing, { params, body }) =>
        createIdentity(transaction, context, footing, params.person, body, params.identity),
    }),
    look({
      method: 'GET',
      path: '/v1/persons/:person/identities/:identity',
      scope: 'pr.identity.read',
      summary: 'One identity',
      params: form.IdentityParams,
      answer: form.Identity,
      work: (transaction, context, footing, { params }) =>
        viewIdentity(transaction, context, footing, params.person, params.identity),
    }),
    act({
      method: 'PUT',
      path: '/v1/persons/:person/identities/:identity',
      scope: 'pr.identity.write',
      summary: 'Replace an identity; not the civil record',
      params: form.IdentityParams,
      body: form.IdentityBody,
      answer: 204,
      work: (transaction, context, footing, { params, body }) =>
        replaceIdentity(transaction, context, footing, params.person, params.identity, body),
    }),
    act({
      method: 'PATCH',
      path: '/v1/persons/:person/identities/:identity',
      scope: 'pr.identity.write',
      summary: 'Patch an identity (RFC 7396); of the civil record this is a correction',
      params: form.IdentityParams,
      body: form.IdentityPatch,
      answer: 204,
      work: (transaction, context, footing, { params, body }) =>
        patchIdentity(transaction, context, offices, footing, params.person, params.identity, body),
    }),
    act({
      method: 'DELETE',
      path: '/v1/persons/:person/identities/:identity',
      scope: 'pr.identity.write',
      summary: 'Remove a claim; not the civil record',
      params: form.IdentityParams,
      answer: 204,
      work: (transaction, context, footing, { params }) =>
        deleteIdentity(transaction, context, footing, params.person, params.identity),
    }),
    act({
      method: 'POST',
      path: '/v1/persons/:person/move/:source/identities/:identity',
      scope: 'pr.identity.write',
      summary: 'Move a claim that was filed under the wrong person',
      params: form.MoveParams,
      answer: 204,
      work: (transaction, context, footing, { params }) =>
        moveIdentity(transaction, context, footing, params.person, params.source, params.identity),
    }),
    act({
      method: 'PUT',
      path: '/v1/persons/:person/identities/:identity/status',
      scope: 'pr.identity.write',
      summary: 'Change the status of a claim',
      params: form.IdentityParams,
      query: form.StatusQuery,
      answer: 204,
      work: (transaction, context, footing, { params, query }) =>
        setIdentityStatus(transaction, context, footing, params.person, params.identity, query.status),
    }),
    act({
      method: 'PUT',
      path: '/v1/persons/:person/identities/:identity/reference',
      scope: 'pr.reference.write',
      summary: 'Make an identity the reference; this opens the record of an announced person',
      params: form.IdentityParams,
      answer: 204,
      work: (transaction, context, footing, { params }) =>
        defineReference(transaction, context, offices, footing, params.person, params.identity),
    }),
    look({
      method: 'GET',
      path: '/v1/persons/:person/reference',
      scope: 'pr.reference.read',
      summary: 'The reference identity: the civil record',
      params: form.PersonParams,
      answer: form.Identity,
      work: (transaction, context, footing, { params }) => viewReference(transaction, context, footing, params.person),
    }),
  ];
}
