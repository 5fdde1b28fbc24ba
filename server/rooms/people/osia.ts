import { Type } from 'typebox';
import { Answer, type Contract, contract, type Kernel } from '#kernel';
import type { Offices } from '#rooms/offices';
import { changed, common, created, openDoor } from './osiaDoor.ts';
import { findPersons } from './osiaFind.ts';
import * as form from './osiaForms.ts';
import { viewPerson } from './osiaIdentities.ts';
import { identityRoutes } from './osiaIdentityRoutes.ts';
import { createPerson, deletePerson, mergeOsia, updatePerson } from './osiaPersons.ts';
import { reserveUin } from './osiaUin.ts';
import { createGivenNames } from './search.ts';

/**
 * OSIA Population Registry 1.5 and UIN 1.2. The civil record is the reference identity, under the person's key; what
 * other sources claim stands beside it. `dancu-purpose` and `dancu-legal-basis` are our extension: OSIA has no place
 * for why somebody looks.
 */
export function osiaRoutes(kernel: Kernel, offices: Offices): Contract[] {
  const door = openDoor(kernel, offices);
  const { look, act, done } = door;
  const givenNames = createGivenNames();
  return [
    contract({
      ...common,
      method: 'POST',
      path: '/v1/persons',
      scope: 'pr.person.read',
      summary: 'Find persons by expressions on their civil record',
      query: form.FindQuery,
      body: form.Expressions,
      answers: { 200: form.Found, 400: form.Failure },
      handle: (context, { query, body }) =>
        look(context, query, async (transaction, footing) =>
          findPersons(transaction, context, footing, await givenNames(transaction), body, query),
        ),
    }),
    contract({
      ...common,
      method: 'POST',
      path: '/v1/persons/:person',
      scope: 'pr.person.write',
      summary: 'Announce a person, whose record a reference identity will open',
      params: form.PersonParams,
      query: form.TransactionQuery,
      body: form.Person,
      answers: created,
      handle: (context, { params, query, body }) =>
        done(
          201,
          act(context, query, (transaction, footing) =>
            createPerson(transaction, context, footing, params.person, body),
          ),
        ),
    }),
    contract({
      ...common,
      method: 'GET',
      path: '/v1/persons/:person',
      scope: 'pr.person.read',
      summary: 'Whether a person has a record, and lives',
      params: form.PersonParams,
      query: form.TransactionQuery,
      answers: { 200: form.Person, 400: form.Failure },
      handle: (context, { params, query }) =>
        look(context, query, (transaction, footing) => viewPerson(transaction, context, footing, params.person)),
    }),
    contract({
      ...common,
      method: 'PUT',
      path: '/v1/persons/:person',
      scope: 'pr.person.write',
      summary: 'Change an announced person; a record changes by acts only',
      params: form.PersonParams,
      query: form.TransactionQuery,
      body: form.Person,
      answers: changed,
      handle: (context, { params, query, body }) =>
        done(
          204,
          act(context, query, (transaction, footing) =>
            updatePerson(transaction, context, footing, params.person, body),
          ),
        ),
    }),
    contract({
      ...common,
      method: 'DELETE',
      path: '/v1/persons/:person',
      scope: 'pr.person.write',
      summary: 'Take back a person who has no record',
      params: form.PersonParams,
      query: form.TransactionQuery,
      answers: changed,
      handle: (context, { params, query }) =>
        done(
          204,
          act(context, query, (transaction, footing) => deletePerson(transaction, context, footing, params.person)),
        ),
    }),
    contract({
      ...common,
      method: 'POST',
      path: '/v1/persons/:person/merge/:source',
      scope: 'pr.person.write',
      summary: 'Merge the second person into the first',
      params: form.PairParams,
      query: form.TransactionQuery,
      answers: changed,
      handle: (context, { params, query }) =>
        done(
          204,
          act(context, query, (transaction, footing) =>
            mergeOsia(transaction, context, offices, footing, params.person, params.source),
          ),
        ),
    }),
    contract({
      ...common,
      method: 'POST',
      path: '/v1/uin',
      scope: 'uin.generate',
      summary: 'Reserve a personal identification number for a birth that is still to be registered',
      query: form.TransactionQuery,
      body: form.UinBody,
      answers: { 200: Type.String(), 400: form.Failure },
      handle: async (context, { query, body }) => {
        const uin = await act(context, query, (transaction) => reserveUin(transaction, context, offices, body));
        return new Answer(200, JSON.stringify(uin), { 'content-type': 'application/json; charset=utf-8' });
      },
    }),
    ...identityRoutes(door),
  ];
}
