import { Type } from 'typebox';
import { Answer, type Contract, contract, performAct } from '#kernel';
import { admitContact } from './contacts.ts';
import * as form from './contracts.ts';
import { type CounterEvidence, proveAtCounter, recoverAtCounter, unlockAtCounter, viewAtCounter } from './counter.ts';
import type { ContactKind } from './door.ts';
import type { Life } from './life.ts';

const counter = { tag: 'accounts', scope: 'accounts.prove', purpose: 'stated' } as const;
const byPerson = Type.Object({ person: form.Key });

/** The counter: an officer who sees the person, the card, and that the one belongs to the other. */
export function counterRoutes(life: Life): Contract[] {
  const { database } = life.kernel;
  return [
    contract({
      method: 'GET',
      path: '/api/counter/accounts/:person',
      ...counter,
      summary: 'The account of the person at the counter',
      params: byPerson,
      answers: { 200: form.CounterAnswer },
      handle: (context, { params }) =>
        database.transact((transaction) => viewAtCounter(life, transaction, context, params.person)),
    }),
    contract({
      method: 'POST',
      path: '/api/counter/accounts/:person',
      ...counter,
      summary: 'Prove an identity: open the account or lift it to level 2, and hand over a code that signs in once',
      params: byPerson,
      body: form.CounterBody,
      answers: { 201: form.PaperAnswer },
      // A code is handed over once: a repetition makes another and ends the first, so no answer is kept.
      handle: async (context, { params, body }) => {
        const asked = body.contact as { kind: ContactKind; value: string } | undefined;
        const contact = asked && (await admitContact(life, asked, '/contact/value'));
        const given = { evidence: body.evidence as CounterEvidence, contact };
        return new Answer(
          201,
          await database.transact((transaction) => proveAtCounter(life, transaction, context, params.person, given)),
        );
      },
    }),
    contract({
      method: 'POST',
      path: '/api/counter/accounts/:person/recovery',
      ...counter,
      summary: 'Hand over a recovery code to somebody who lost every way in',
      params: byPerson,
      body: form.EvidenceBody,
      answers: { 201: form.PaperAnswer },
      handle: async (context, { params, body }) => {
        const given = { evidence: body.evidence as CounterEvidence };
        return new Answer(
          201,
          await database.transact((transaction) => recoverAtCounter(life, transaction, context, params.person, given)),
        );
      },
    }),
    contract({
      method: 'POST',
      path: '/api/counter/accounts/:person/unlock',
      ...counter,
      summary: 'Unlock the account of the person at the counter',
      params: byPerson,
      body: form.EvidenceBody,
      answers: { 204: form.Nothing },
      handle: async (context, { params, body }) => {
        const given = { evidence: body.evidence as CounterEvidence };
        await performAct(database, context, (transaction) =>
          unlockAtCounter(life, transaction, context, params.person, given),
        );
        return new Answer(204);
      },
    }),
  ];
}
