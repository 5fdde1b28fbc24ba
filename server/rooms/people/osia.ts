import { Type } from 'typebox';
import type { Contract, Kernel } from '#kernel';
import type { Offices } from '#rooms/offices';
import { openDoor } from './osiaDoor.ts';
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
  const { look, act } = door;
  const givenNames = createGivenNames();
  return [
    look({
      method: 'POST',
      path: '/v1/persons',
      scope: 'pr.person.read',
      summary: 'Find persons by expressions on their civil record',
      query: form.FindQuery,
      body: form.Expressions,
      answer: form.Found,
      work: async (transaction, context, footing, { query, body }) =>
        findPersons(transaction, context, footing, await givenNames(transaction), body, query),
    }),
    act({
      method: 'POST',
      path: '/v1/persons/:person',
      scope: 'pr.person.write',
      summary: 'Announce a person, whose record a reference identity will open',
      params: form.PersonParams,
      body: form.Person,
      answer: 201,
      work: (transaction, context, footing, { params, body }) =>
        createPerson(transaction, context, footing, params.person, body),
    }),
    look({
      method: 'GET',
      path: '/v1/persons/:person',
      scope: 'pr.person.read',
      summary: 'Whether a person has a record, and lives',
      params: form.PersonParams,
      answer: form.Person,
      work: (transaction, context, footing, { params }) => viewPerson(transaction, context, footing, params.person),
    }),
    act({
      method: 'PUT',
      path: '/v1/persons/:person',
      scope: 'pr.person.write',
      summary: 'Change an announced person; a record changes by acts only',
      params: form.PersonParams,
      body: form.Person,
      answer: 204,
      work: (transaction, context, footing, { params, body }) =>
        updatePerson(transaction, context, footing, params.person, body),
    }),
    act({
      method: 'DELETE',
      path: '/v1/persons/:person',
      scope: 'pr.person.write',
      summary: 'Take back a person who has no record',
      params: form.PersonParams,
      answer: 204,
      work: (transaction, context, footing, { params }) => deletePerson(transaction, context, footing, params.person),
    }),
    act({
      method: 'POST',
      path: '/v1/persons/:person/merge/:source',
      scope: 'pr.person.write',
      summary: 'Merge the second person into the first',
      params: form.PairParams,
      answer: 204,
      work: (transaction, context, footing, { params }) =>
        mergeOsia(transaction, context, offices, footing, params.person, params.source),
    }),
    act({
      method: 'POST',
      path: '/v1/uin',
      scope: 'uin.generate',
      summary: 'Reserve a personal identification number for a birth that is still to be registered',
      body: form.UinBody,
      answer: Type.String(),
      work: (transaction, context, _footing, { body }) => reserveUin(transaction, context, offices, body),
    }),
    ...identityRoutes(door),
  ];
}
