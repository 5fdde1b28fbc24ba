import { type Contract, contract, type Kernel, performAct } from '#kernel';
import type { Offices } from '#rooms/offices';
import { ActAnswers } from './contracts.ts';
import { Household, HouseholdAnswer, HouseholdMoveBody } from './householdContracts.ts';
import { moveHousehold } from './householdMoves.ts';
import { readHousehold } from './householdViews.ts';

/** A household as a whole; what changes for one of its members is an act on that person. */
export function householdRoutes(kernel: Kernel, offices: Offices): Contract[] {
  const parts = { offices, words: kernel.words };
  return [
    contract({
      method: 'GET',
      path: '/api/households/:household',
      tag: 'people',
      scope: 'people.read',
      purpose: 'stated',
      summary: 'Members with their relation to the head and since when, former members, address',
      params: Household,
      answers: { 200: HouseholdAnswer },
      handle: (context, { params }) =>
        kernel.database.transact((transaction) => readHousehold(transaction, parts, context, params.household)),
    }),
    contract({
      method: 'POST',
      path: '/api/households/:household/acts/move',
      tag: 'people',
      scope: 'people.act.move',
      summary: 'Register the permanent residence of all members at once; refused as a whole',
      params: Household,
      body: HouseholdMoveBody,
      answers: { 200: ActAnswers },
      handle: (context, { params, body }) =>
        performAct(kernel.database, context, (transaction) =>
          moveHousehold(transaction, context, offices, params.household, body),
        ),
    }),
  ];
}
