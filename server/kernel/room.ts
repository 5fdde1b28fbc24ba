import type { FastifyInstance } from 'fastify';
import type { Listener } from './events.ts';
import type { Contract } from './http/contract.ts';
import type { Authenticator } from './http/server.ts';

/** What a room hands to the house. Its door, for the rooms below it, extends this with its own functions. */
export interface Room {
  readonly name: string;
  readonly routes?: readonly Contract[];
  readonly listeners?: readonly Listener[];
  readonly authenticators?: readonly Authenticator[];
  /** Pages and assets that are no contracts. */
  readonly pages?: (app: FastifyInstance) => void | Promise<void>;
  /** After the database is migrated and before requests come. */
  readonly start?: () => Promise<void>;
  readonly stop?: () => Promise<void>;
}
