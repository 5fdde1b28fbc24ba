import { Type } from 'typebox';
import { Answer, type Context, type Contract, contract, type Kernel, performAct, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import { correctRecord, declareFound, declareMissing, movePerson, registerDeath } from './acts.ts';
import { registerBirth } from './births.ts';
import * as form from './contracts.ts';
import { registerDivorce, registerMarriage } from './couples.ts';
import { appointGuardian, endGuardianship } from './guardians.ts';
import { changeHousehold } from './households.ts';

/** One route an act. */
export function actRoutes(kernel: Kernel, offices: Offices): Contract[] {
  const tag = 'people';
  const act = <R>(context: Context, work: (transaction: Transaction) => Promise<R>) =>
    performAct(kernel.database, context, work);

  return [
    contract({
      method: 'POST',
      path: '/api/people/acts/birth',
      tag,
      scope: 'people.act.birth',
      summary: 'Register a birth; the PIN is allotted',
      body: form.BirthBody,
      answers: { 201: Type.Object({ ...form.ActAnswer.properties, pin: Type.String() }) },
      handle: async (context, { body }) =>
        new Answer(
          201,
          await act(context, (transaction) => registerBirth(transaction, context, offices, body as never)),
        ),
    }),
    contract({
      method: 'POST',
      path: '/api/people/acts/marry',
      tag,
      scope: 'people.act.marry',
      summary: 'Register a marriage',
      body: form.MarryBody,
      answers: { 200: form.ActAnswers },
      handle: (context, { body }) =>
        act(context, (transaction) => registerMarriage(transaction, context, offices, body as never)),
    }),
    contract({
      method: 'POST',
      path: '/api/people/:person/acts/correct',
      tag,
      scope: 'people.act.correct',
      summary: 'Correct fields from the day on which they became wrong',
      params: form.Person,
      body: form.CorrectBody,
      answers: { 200: form.ActAnswer },
      handle: (context, { params, body }) =>
        act(context, (transaction) => correctRecord(transaction, context, offices, params.person, body as never)),
    }),
    contract({
      method: 'POST',
      path: '/api/people/:person/acts/move',
      tag,
      scope: 'people.act.move',
      summary: 'Register a permanent, temporary or current residence',
      params: form.Person,
      body: form.MoveBody,
      answers: { 200: form.ActAnswer },
      handle: (context, { params, body }) =>
        act(context, (transaction) => movePerson(transaction, context, offices, params.person, body)),
    }),
    contract({
      method: 'POST',
      path: '/api/people/:person/acts/divorce',
      tag,
      scope: 'people.act.divorce',
      summary: 'Register a divorce',
      params: form.Person,
      body: form.OnBody,
      answers: { 200: form.ActAnswer },
      handle: (context, { params, body }) =>
        act(context, (transaction) => registerDivorce(transaction, context, offices, params.person, body)),
    }),
    contract({
      method: 'POST',
      path: '/api/people/acts/guardian',
      tag,
      scope: 'people.act.correct',
      summary: 'Register a guardian; of an adult by a court’s decision alone',
      body: form.GuardianBody,
      answers: { 200: form.ActAnswers },
      handle: (context, { body }) =>
        act(context, (transaction) => appointGuardian(transaction, context, offices, body)),
    }),
    contract({
      method: 'POST',
      path: '/api/people/:person/acts/guardian-end',
      tag,
      scope: 'people.act.correct',
      summary: 'End the guardianship of a ward',
      params: form.Person,
      body: form.OnBody,
      answers: { 200: form.ActAnswer },
      handle: (context, { params, body }) =>
        act(context, (transaction) => endGuardianship(transaction, context, offices, params.person, body)),
    }),
    contract({
      method: 'POST',
      path: '/api/people/:person/acts/household',
      tag,
      scope: 'people.act.move',
      summary: 'Join or leave a household, open one’s own, become its head',
      params: form.Person,
      body: form.HouseholdBody,
      answers: { 200: form.ActAnswers },
      handle: (context, { params, body }) =>
        act(context, (transaction) => changeHousehold(transaction, context, offices, params.person, body)),
    }),
    contract({
      method: 'POST',
      path: '/api/people/:person/acts/death',
      tag,
      scope: 'people.act.death',
      summary: 'Register a death',
      params: form.Person,
      body: form.DeathBody,
      answers: { 200: form.ActAnswer },
      handle: (context, { params, body }) =>
        act(context, (transaction) => registerDeath(transaction, context, offices, params.person, body)),
    }),
    contract({
      method: 'POST',
      path: '/api/people/:person/acts/missing',
      tag,
      scope: 'people.act.missing',
      summary: 'Declare a person missing by a court’s decision',
      params: form.Person,
      body: form.MissingBody,
      answers: { 200: form.ActAnswer },
      handle: (context, { params, body }) =>
        act(context, (transaction) => declareMissing(transaction, context, offices, params.person, body)),
    }),
    contract({
      method: 'POST',
      path: '/api/people/:person/acts/found',
      tag,
      scope: 'people.act.missing',
      summary: 'End a declaration: the person is found',
      params: form.Person,
      body: form.OnBody,
      answers: { 200: form.ActAnswer },
      handle: (context, { params, body }) =>
        act(context, (transaction) => declareFound(transaction, context, offices, params.person, body)),
    }),
  ];
}
