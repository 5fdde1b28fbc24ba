import { Type } from 'typebox';
import { type Contract, contract } from '#kernel';
import {
  createIdentity,
  deleteIdentity,
  moveIdentity,
  patchIdentity,
  replaceIdentity,
  setIdentityStatus,
} from './osiaActs.ts';
import { changed, common, created, type OsiaDoor } from './osiaDoor.ts';
import * as form from './osiaForms.ts';
import { viewIdentities, viewIdentity, viewReference } from './osiaIdentities.ts';
import { defineReference } from './osiaReference.ts';

/** OSIA Population Registry 1.5: identities and the reference. */
export function identityRoutes({ offices, look, act, done }: OsiaDoor): Contract[] {
  return [
    contract({
      ...common,
      method: 'GET',
      path: '/v1/persons/:person/identities',
      scope: 'pr.identity.read',
      summary: 'All identities of a person, the civil record first',
      params: form.PersonParams,
      query: form.TransactionQuery,
      answers: { 200: Type.Array(form.Identity), 400: form.Failure },
      handle: (context, { params, query }) =>
        look(context, query, (transaction, footing) => viewIdentities(transaction, context, footing, params.person)),
    }),
    contract({
      ...common,
      method: 'POST',
      path: '/v1/persons/:person/identities',
      scope: 'pr.identity.write',
      summary: 'Add an identity; its id is made',
      params: form.PersonParams,
      query: form.TransactionQuery,
      body: form.IdentityBody,
      answers: { 200: Type.Object({ identityId: Type.String() }), 400: form.Failure },
      handle: (context, { params, query, body }) =>
        act(context, query, (transaction, footing) =>
          createIdentity(transaction, context, footing, params.person, body, body.identityId),
        ),
    }),
    contract({
      ...common,
      method: 'POST',
      path: '/v1/persons/:person/identities/:identity',
      scope: 'pr.identity.write',
      summary: 'Add an identity under a given id',
      params: form.IdentityParams,
      query: form.TransactionQuery,
      body: form.IdentityBody,
      answers: created,
      handle: (context, { params, query, body }) =>
        done(
          201,
          act(context, query, (transaction, footing) =>
            createIdentity(transaction, context, footing, params.person, body, params.identity),
          ),
        ),
    }),
    contract({
      ...common,
      method: 'GET',
      path: '/v1/persons/:person/identities/:identity',
      scope: 'pr.identity.read',
      summary: 'One identity',
      params: form.IdentityParams,
      query: form.TransactionQuery,
      answers: { 200: form.Identity, 400: form.Failure },
      handle: (context, { params, query }) =>
        look(context, query, (transaction, footing) =>
          viewIdentity(transaction, context, footing, params.person, params.identity),
        ),
    }),
    contract({
      ...common,
      method: 'PUT',
      path: '/v1/persons/:person/identities/:identity',
      scope: 'pr.identity.write',
      summary: 'Replace an identity; not the civil record',
      params: form.IdentityParams,
      query: form.TransactionQuery,
      body: form.IdentityBody,
      answers: changed,
      handle: (context, { params, query, body }) =>
        done(
          204,
          act(context, query, (transaction, footing) =>
            replaceIdentity(transaction, context, footing, params.person, params.identity, body),
          ),
        ),
    }),
    contract({
      ...common,
      method: 'PATCH',
      path: '/v1/persons/:person/identities/:identity',
      scope: 'pr.identity.write',
      summary: 'Patch an identity (RFC 7396); of the civil record this is a correction',
      params: form.IdentityParams,
      query: form.TransactionQuery,
      body: form.IdentityPatch,
      answers: changed,
      handle: (context, { params, query, body }) =>
        done(
          204,
          act(context, query, (transaction, footing) =>
            patchIdentity(transaction, context, offices, footing, params.person, params.identity, body),
          ),
        ),
    }),
    contract({
      ...common,
      method: 'DELETE',
      path: '/v1/persons/:person/identities/:identity',
      scope: 'pr.identity.write',
      summary: 'Remove a claim; not the civil record',
      params: form.IdentityParams,
      query: form.TransactionQuery,
      answers: changed,
      handle: (context, { params, query }) =>
        done(
          204,
          act(context, query, (transaction, footing) =>
            deleteIdentity(transaction, context, footing, params.person, params.identity),
          ),
        ),
    }),
    contract({
      ...common,
      method: 'POST',
      path: '/v1/persons/:person/move/:source/identities/:identity',
      scope: 'pr.identity.write',
      summary: 'Move a claim that was filed under the wrong person',
      params: form.MoveParams,
      query: form.TransactionQuery,
      answers: changed,
      handle: (context, { params, query }) =>
        done(
          204,
          act(context, query, (transaction, footing) =>
            moveIdentity(transaction, context, footing, params.person, params.source, params.identity),
          ),
        ),
    }),
    contract({
      ...common,
      method: 'PUT',
      path: '/v1/persons/:person/identities/:identity/status',
      scope: 'pr.identity.write',
      summary: 'Change the status of a claim',
      params: form.IdentityParams,
      query: form.StatusQuery,
      answers: changed,
      handle: (context, { params, query }) =>
        done(
          204,
          act(context, query, (transaction, footing) =>
            setIdentityStatus(transaction, context, footing, params.person, params.identity, query.status),
          ),
        ),
    }),
    contract({
      ...common,
      method: 'PUT',
      path: '/v1/persons/:person/identities/:identity/reference',
      scope: 'pr.reference.write',
      summary: 'Make an identity the reference; this opens the record of an announced person',
      params: form.IdentityParams,
      query: form.TransactionQuery,
      answers: changed,
      handle: (context, { params, query }) =>
        done(
          204,
          act(context, query, (transaction, footing) =>
            defineReference(transaction, context, offices, footing, params.person, params.identity),
          ),
        ),
    }),
    contract({
      ...common,
      method: 'GET',
      path: '/v1/persons/:person/reference',
      scope: 'pr.reference.read',
      summary: 'The reference identity: the civil record',
      params: form.PersonParams,
      query: form.TransactionQuery,
      answers: { 200: form.Identity, 400: form.Failure },
      handle: (context, { params, query }) =>
        look(context, query, (transaction, footing) => viewReference(transaction, context, footing, params.person)),
    }),
  ];
}
