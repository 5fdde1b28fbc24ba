import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { isPlain } from './text.ts';

/** One thing that is wrong with what was sent. */
export interface Fault {
  /** JSON Pointer, or the name of the path or query part. */
  pointer: string;
  detail: string;
}

export class ValidationFault extends Error {
  readonly part: string;
  readonly faults: Fault[];
  constructor(part: string, faults: Fault[]) {
    super('invalid');
    this.part = part;
    this.faults = faults;
  }
}

/** TypeBox's own checker; path and query parts arrive as text and are converted first, bodies never are. */
export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const checker = Compile(schema);
  const part = httpPart ?? 'body';
  const textual = part === 'params' || part === 'querystring' || part === 'headers';
  return (data: unknown) => {
    const torn = textual
      ? Object.entries(data as Record<string, unknown>).filter(([, one]) => typeof one === 'string' && !isPlain(one))
      : [];
    if (torn.length > 0)
      return {
        error: new ValidationFault(
          part,
          torn.map(([name]) => ({ pointer: `/${name}`, detail: 'must be text without NUL' })),
        ),
      };
    const value = Value.Default(schema, textual ? Value.Convert(schema, data) : data);
    if (checker.Check(value)) return { value };
    const faults = checker
      .Errors(value)
      .slice(0, 20)
      .map((error) => ({ pointer: error.instancePath || '/', detail: error.message }));
    return { error: new ValidationFault(part, faults) };
  };
};
