import type { FastifyRequest } from 'fastify';
import type { Authenticator, Caller, Contract, Database } from '#kernel';
import type { AnswerSigner } from './answer.ts';
import type { Signed } from './authenticate.ts';
import { type DirectoryHolder, refuseKey } from './directory.ts';
import type { Stage } from './model.ts';
import { problems } from './problems.ts';
import { claimNonces } from './store.ts';
import { carriesToken } from './tokens.ts';
import { createWitness } from './witness.ts';

/** What the exchange knows of a system that calls at another room's door (`Caller.credentials`). */
export interface SystemCredentials {
  readonly stage: Stage;
}

/** A system at another room's door, whose signature held. */
export interface Arrival {
  readonly signed: Signed;
  readonly caller: Caller;
}

/** Requests of systems at other rooms' doors; undefined as long as nobody is proved. */
export type Arrivals = WeakMap<FastifyRequest, Arrival | undefined>;

export interface CallerParts {
  database: Pick<Database, 'pool'>;
  directory: DirectoryHolder;
  /** The exchange's own questions: they are authenticated in their batch. */
  own: ReadonlySet<Contract>;
  arrivals: Arrivals;
  authenticateAsker: (request: FastifyRequest) => Promise<Signed>;
  sign: AnswerSigner;
}

/** Where a system that asks with tokens takes the evidence of its questions. */
const EVIDENCE = '/v1/evidence/:reference';

/** Who a system is at another room's door: by its signature, and for its evidence by a token too. */
export function authenticateSystems(parts: CallerParts): Authenticator {
  const { database, directory, own, arrivals, authenticateAsker, sign } = parts;
  return async (request) => {
    const contract = request.routeOptions.config.contract;
    const token = contract?.path === EVIDENCE && carriesToken(request);
    if ((request.headers['signature-input'] === undefined && !token) || contract === undefined || own.has(contract))
      return undefined;
    arrivals.set(request, undefined);
    const { pool } = database;
    const signed = await authenticateAsker(request);
    const { epoch, fresh } = await claimNonces(pool, [signed.minute], [signed.nonce]);
    if (!fresh.has(signed.nonce)) throw problems.replayed();
    const known = epoch === directory.now.epoch ? directory.now : await directory.load(pool);
    const key = known.keys.get(signed.key.kid);
    const refused = refuseKey(key, signed.key.kid);
    if (refused) throw refused;
    const { system } = key!;
    const caller: Caller = {
      kind: 'system',
      id: system.id,
      organisation: system.organisation,
      name: system.name,
      role: 'system',
      // Behind other doors are real persons only.
      scopes: new Set(system.stage === 'production' ? system.scopes : []),
      credentials: { stage: system.stage } satisfies SystemCredentials,
      ...(signed.evidence ? { witness: createWitness(sign, signed.evidence, signed) } : {}),
    };
    arrivals.set(request, { signed, caller });
    return caller;
  };
}
