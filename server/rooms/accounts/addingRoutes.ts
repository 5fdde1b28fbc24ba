import { Type } from 'typebox';
import { Answer, type Contract, contract, performAct } from '#kernel';
import * as form from './contracts.ts';
import type { Life } from './life.ts';
import type { Passkeys } from './passkeys.ts';
import { makeRecoveryCodes } from './recoveryCodes.ts';
import { requireOwnProof, requireProofToAdd } from './stepUp.ts';
import { addTotp, confirmTotp } from './totp.ts';

const own = { tag: 'account', scope: 'self.account' } as const;

/** Adding authenticators: the only thing that a recovery alone opens. */
export function addingRoutes(life: Life, passkeys: Pick<Passkeys, 'ask' | 'register'>): Contract[] {
  const { kernel } = life;
  const { database } = kernel;
  return [
    contract({
      method: 'POST',
      path: '/api/me/passkeys/options',
      ...own,
      summary: 'Options for making a passkey (WebAuthn, PublicKeyCredentialCreationOptionsJSON)',
      answers: { 200: Type.Object({ options: Type.Unknown() }) },
      handle: async (context) => {
        const { account, name } = await requireProofToAdd(life, context);
        return { options: await passkeys.ask(database.pool, account, { id: account, name }) };
      },
    }),
    contract({
      method: 'POST',
      path: '/api/me/passkeys',
      ...own,
      summary: 'Add the passkey that the device made (RegistrationResponseJSON)',
      body: Type.Object(
        { label: form.Label, response: Type.Record(Type.String(), Type.Unknown()) },
        { additionalProperties: false },
      ),
      answers: { 201: Type.Object({ id: form.Key }) },
      handle: async (context, { body }) => {
        const { account } = await requireProofToAdd(life, context);
        const { authenticator } = await performAct(database, context, (transaction) =>
          passkeys.register(transaction, context, account, body),
        );
        return new Answer(201, { id: authenticator });
      },
    }),
    contract({
      method: 'POST',
      path: '/api/me/totp',
      ...own,
      summary: 'Secret for an authenticator app (RFC 6238); it counts once its first code was given',
      answers: { 200: Type.Object({ id: form.Key, secret: Type.String(), uri: Type.String() }) },
      handle: async (context) => {
        const { account, name } = await requireProofToAdd(life, context);
        const label = kernel.words.say(context.language, 'account.totp');
        return database.transact((transaction) => addTotp(kernel, transaction, account, { label, name }));
      },
    }),
    contract({
      method: 'POST',
      path: '/api/me/totp/:id/confirm',
      ...own,
      summary: 'The first code of the authenticator app',
      params: Type.Object({ id: form.Key }),
      body: form.Code,
      answers: { 204: form.Nothing },
      handle: async (context, { params, body }) => {
        const { account } = await requireProofToAdd(life, context);
        await life.accounts.spend(`totp-confirm:${account}`, 10, 600);
        await performAct(database, context, (transaction) =>
          confirmTotp(kernel, transaction, context, account, params.id, body.code),
        );
        return new Answer(204);
      },
    }),
    contract({
      method: 'POST',
      path: '/api/me/recovery-codes',
      ...own,
      summary: 'A new sheet of recovery codes; the one before ends',
      answers: { 200: Type.Object({ codes: Type.Array(Type.String()) }) },
      handle: async (context) => {
        const { account } = await requireOwnProof(life, context);
        // Not by performAct: the answer must not be kept for a repetition.
        const { codes } = await database.transact((transaction) =>
          makeRecoveryCodes(kernel, transaction, context, account),
        );
        return { codes };
      },
    }),
  ];
}
