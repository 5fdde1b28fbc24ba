import { Type } from 'typebox';
import { Answer, type Context, type Contract, contract, performAct, type Transaction } from '#kernel';
import { addContact, admitContact, proveContact, removeContact } from './contacts.ts';
import * as form from './contracts.ts';
import type { ContactKind, Session } from './door.ts';
import { decideForWard, readWards } from './guardians.ts';
import type { Life } from './life.ts';
import { viewOwnAccount } from './ownAccount.ts';
import { problems } from './problems.ts';
import { readRecoveries, refuseOwnRecovery } from './recovery.ts';
import { readOwnSession, requireFullSession, requireOwnProof } from './stepUp.ts';
import { decideAsked, nameTrusted, readAsked, removeTrusted, spendOnNaming } from './trusted.ts';

const own = { tag: 'account', scope: 'self.account' } as const;
const done = { 204: form.Nothing };
const params = (name: string) => Type.Object({ [name]: Type.String({ format: 'uuid' }) });

/** One's own account: who it is, how it is reached, who helps it back, for whom one consents. */
export function ownAccountRoutes(life: Life): Contract[] {
  const { database } = life.kernel;
  const act = async <R>(context: Context, work: (transaction: Transaction, session: Session) => Promise<R>) => {
    const session = await requireOwnProof(life, context);
    return performAct(database, context, (transaction) => work(transaction, session));
  };
  const nothing = async (context: Context, work: (transaction: Transaction, session: Session) => Promise<unknown>) => {
    await act(context, work);
    return new Answer(204);
  };
  const look = async <R>(context: Context, work: (transaction: Transaction, session: Session) => Promise<R>) => {
    const session = await requireFullSession(life, context);
    return database.transact((transaction) => work(transaction, session));
  };

  return [
    contract({
      method: 'GET',
      path: '/api/me/account',
      ...own,
      summary: 'My account: level, contacts, authenticators, trusted persons',
      answers: { 200: form.AccountAnswer },
      handle: async (context) => {
        const session = await readOwnSession(life, context);
        return database.transact((transaction) => viewOwnAccount(transaction, session));
      },
    }),
    contract({
      method: 'POST',
      path: '/api/me/contacts',
      ...own,
      summary: 'Add a telephone number or an e-mail address; a code is sent to it',
      body: form.ContactBody,
      answers: { 201: Type.Object({ id: form.Key }) },
      handle: async (context, { body }) => {
        const session = await requireOwnProof(life, context);
        const admitted = await admitContact(life, { ...body, kind: body.kind as ContactKind }, '/value');
        return new Answer(
          201,
          await performAct(database, context, (transaction) =>
            addContact(life, transaction, context, session, admitted),
          ),
        );
      },
    }),
    contract({
      method: 'POST',
      path: '/api/me/contacts/:contact/prove',
      ...own,
      summary: 'Prove a contact by the code that was sent to it',
      params: params('contact'),
      body: form.Code,
      answers: done,
      handle: async (context, { params: { contact }, body }) => {
        const { account } = await requireFullSession(life, context);
        const proved = await database.transact((transaction) =>
          proveContact(life, transaction, account, contact!, body.code),
        );
        if (!proved) throw problems['code-wrong']({ pointer: '/code' });
        return new Answer(204);
      },
    }),
    contract({
      method: 'DELETE',
      path: '/api/me/contacts/:contact',
      ...own,
      summary: 'Remove a contact; it is told so',
      params: params('contact'),
      answers: done,
      handle: (context, { params: { contact } }) =>
        nothing(context, (transaction, { account }) => removeContact(life, transaction, context, account, contact!)),
    }),
    contract({
      method: 'POST',
      path: '/api/me/trusted',
      ...own,
      summary: 'Name somebody who may help me back into my account',
      body: form.TrustedBody,
      answers: { 201: form.Nothing },
      handle: async (context, { body }) => {
        const session = await requireOwnProof(life, context);
        await spendOnNaming(life, session.account);
        await performAct(database, context, (transaction) =>
          nameTrusted(transaction, context, session, body.identifier),
        );
        return new Answer(201);
      },
    }),
    contract({
      method: 'DELETE',
      path: '/api/me/trusted/:person',
      ...own,
      summary: 'Take somebody off my trusted persons',
      params: params('person'),
      answers: done,
      handle: (context, { params: { person } }) =>
        nothing(context, (transaction, { account }) => removeTrusted(transaction, context, account, person!)),
    }),
    contract({
      method: 'GET',
      path: '/api/me/trusted-for',
      ...own,
      summary: 'Who asks for my help to get back into an account',
      answers: { 200: form.AskedAnswer },
      handle: (context) =>
        look(context, async (transaction, { person }) => ({
          recoveries: person ? await readAsked(life, transaction, person) : [],
        })),
    }),
    contract({
      method: 'POST',
      path: '/api/me/trusted-for/:recovery',
      ...own,
      summary: 'Confirm or refuse that somebody gets back into an account',
      params: params('recovery'),
      body: form.AskedBody,
      answers: done,
      handle: (context, { params: { recovery }, body }) =>
        nothing(context, (transaction, { person }) => {
          if (!person) throw problems['recovery-unknown']();
          return decideAsked(life, transaction, context, person, recovery!, body.decision as 'confirm' | 'refuse');
        }),
    }),
    contract({
      method: 'GET',
      path: '/api/me/recoveries',
      ...own,
      summary: 'Attempts to get back into my account that are under way',
      answers: { 200: form.RecoveriesAnswer },
      handle: (context) =>
        look(context, async (transaction, { account }) => ({
          recoveries: await readRecoveries(life, transaction, account),
        })),
    }),
    contract({
      method: 'POST',
      path: '/api/me/recoveries/:recovery/refuse',
      ...own,
      // No fresh proof: saying no must be easier than saying yes.
      summary: 'It was not me: end an attempt to get back into my account',
      params: params('recovery'),
      answers: done,
      handle: async (context, { params: { recovery } }) => {
        const { account } = await requireFullSession(life, context);
        await performAct(database, context, (transaction) =>
          refuseOwnRecovery(life, transaction, context, account, recovery!),
        );
        return new Answer(204);
      },
    }),
    contract({
      method: 'GET',
      path: '/api/me/wards',
      ...own,
      summary: 'Children and wards for whose account I may consent',
      answers: { 200: form.WardsAnswer },
      handle: (context) =>
        look(context, async (transaction, { person }) => ({
          wards: person ? await readWards(life, transaction, person) : [],
        })),
    }),
    contract({
      method: 'POST',
      path: '/api/me/wards/:person/account',
      ...own,
      summary: 'Consent to the account of a child of mine, or withdraw',
      params: params('person'),
      body: form.WardBody,
      answers: done,
      handle: (context, { params: { person }, body }) =>
        nothing(context, (transaction, session) => {
          if (!session.person) throw problems['ward-unknown']();
          const decision = body.decision as 'consent' | 'withdraw';
          return decideForWard(life, transaction, context, session.person, person!, decision);
        }),
    }),
  ];
}
