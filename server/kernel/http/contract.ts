import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TObject, TSchema } from 'typebox';
import type { Context } from '../guard.ts';

/** One way in: method, path, scope, purpose, what goes in, what comes out, who answers. A room's `routes.ts` is a list of these. */
export interface Contract {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify path, `/api/people/:person`. */
  readonly path: string;
  /** One English sentence for the API pages. */
  readonly summary: string;
  readonly tag: string;
  /** Scope that the caller must hold; `null`: open to all. */
  readonly scope: string | null;
  /** Scope by which a service with an access token of the person may call too; without it no token opens this. */
  readonly tokenScope?: string;
  /** `stated`: the caller must send Dancu-Purpose and Dancu-Legal-Basis. */
  readonly purpose?: 'stated';
  readonly params?: TObject;
  readonly query?: TObject;
  readonly body?: TSchema;
  /** The body is a file of any type but JSON, taken as it came: `request.rawBody`. */
  readonly bytes?: true;
  /** Largest body in bytes; 64 KiB unless told. */
  readonly bodyLimit?: number;
  /** Answer schemas by status. Fields that they do not declare never leave. */
  readonly answers: Readonly<Record<number, TSchema>>;
  /** Errors in the body of the OSIA interfaces (`code`, `message`) where those declare one. */
  readonly errors?: 'osia';
  /** Kept out of the OpenAPI document: pages and assets. */
  readonly hidden?: boolean;
  readonly handle: (context: Context, input: Input, request: FastifyRequest, reply: FastifyReply) => unknown;
}

interface Input {
  readonly params: never;
  readonly query: never;
  readonly body: never;
}

type Part<Schema> = Schema extends TSchema ? Static<Schema> : undefined;

interface Declared<P, Q, B> extends Omit<Contract, 'params' | 'query' | 'body' | 'handle'> {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly handle: (
    context: Context,
    input: { readonly params: Part<P>; readonly query: Part<Q>; readonly body: Part<B> },
    request: FastifyRequest,
    reply: FastifyReply,
  ) => unknown;
}

/** Declares a contract, its handler typed by its schemas. */
export function contract<
  P extends TObject | undefined = undefined,
  Q extends TObject | undefined = undefined,
  B extends TSchema | undefined = undefined,
>(declared: Declared<P, Q, B>): Contract {
  return declared as unknown as Contract;
}

/** An answer with another status than 200, or with headers. */
export class Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}
