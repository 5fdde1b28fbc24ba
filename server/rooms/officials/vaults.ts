import { randomBytes } from 'node:crypto';
import { Type } from 'typebox';
import { type Contract, contract, type Kernel, problems as kernelProblems } from '#kernel';
import { problems } from './problems.ts';

const SECRET_BYTES = 32;
/** What the browser may keep open without asking again: the working day, after which the session has ended too. */
const OPEN_SECONDS = 28_800;

/** What a secret is sealed about: in the hands of another official, or changed, it does not open. */
const about = (official: string) => `desk-vault:${official}`;

const Sealed = Type.String({ minLength: 1, maxLength: 300, pattern: '^[A-Za-z0-9_-]+$' });

/**
 * The secret that opens what an official's browser keeps for the time without a line. The browser keeps it sealed, and only
 * its official, signed in, gets it opened: nothing about it is stored here, and whoever may no longer sign in opens nothing.
 */
export function vaultRoute({ keys }: Pick<Kernel, 'keys'>): Contract {
  return contract({
    method: 'POST',
    path: '/api/officials/vault',
    tag: 'officials',
    scope: null,
    summary: 'The secret of what this official’s browser keeps: a new one, or the one that was sealed earlier',
    body: Type.Object({ sealed: Type.Optional(Sealed) }, { additionalProperties: false }),
    answers: { 200: Type.Object({ secret: Type.String(), sealed: Type.String(), openSeconds: Type.Integer() }) },
    handle: ({ caller }, { body: { sealed } }) => {
      if (caller.id === 'nobody') throw kernelProblems.unauthenticated();
      if (caller.kind !== 'official') throw kernelProblems.forbidden({ values: { scope: 'official' } });
      const secret = sealed ? keys.open(about(caller.id), Buffer.from(sealed, 'base64url')) : randomBytes(SECRET_BYTES);
      if (!secret) throw problems['vault-not-yours']();
      return {
        secret: secret.toString('base64url'),
        sealed: sealed ?? keys.seal(about(caller.id), secret).toString('base64url'),
        openSeconds: OPEN_SECONDS,
      };
    },
  });
}
