import { Type } from 'typebox';
import { Answer, type Contract, contract, performAct } from '#kernel';
import * as form from './contracts.ts';
import { recordEvent } from './events.ts';
import type { Life } from './life.ts';
import { problems } from './problems.ts';
import { readOwnSession } from './stepUp.ts';

/** In which language messages go to the account's owner, a citizen's or an official's: the one that they read our screens in. */
export function ownLanguageRoute(life: Life): Contract {
  const { database, words } = life.kernel;
  return contract({
    method: 'PUT',
    path: '/api/me/language',
    tag: 'account',
    scope: null,
    summary: 'The language in which I am written to',
    body: Type.Object({ language: Type.Enum([...words.languages]) }),
    answers: { 204: form.Nothing },
    handle: async (context, { body: { language } }) => {
      if (context.caller.kind === 'system') throw problems['not-signed-in']();
      const { account } = await readOwnSession(life, context);
      await performAct(database, context, async (transaction) => {
        const { rowCount } = await transaction.client.query(
          'UPDATE accounts.account SET language = $2 WHERE account = $1 AND language <> $2',
          [account, language],
        );
        if (rowCount === 1) await recordEvent(transaction, context, account, 'language-chosen', { language });
      });
      return new Answer(204);
    },
  });
}
