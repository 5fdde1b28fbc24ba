import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
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

/**
 * TypeBox's own checker; path and query parts arrive as text and are converted first, bodies never are. Made when a route
 * is first asked: all of them together would be a part of every start that is felt.
 */
export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  let checker: Validator | undefined;
  const part = httpPart ?? 'body';
  const textual = part === 'params' || part === 'querystring' || part === 'headers';
  const converted = textual ? namesConverted(schema) : [];
  const defaulted = needs(schema, (one) => 'default' in one);
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
    const given = converted.some((name) => name in (data as object)) ? Value.Convert(schema, data) : data;
    const value = defaulted ? Value.Default(schema, given) : given;
    checker ??= Compile(schema);
    if (checker.Check(value)) return { value };
    const faults = checker
      .Errors(value)
      .slice(0, 20)
      .map((error) => ({ pointer: error.instancePath || '/', detail: error.message }));
    return { error: new ValidationFault(part, faults) };
  };
};

/** Whether some part of a schema is so: both walks are work for each request, and most schemas need neither. */
function needs(schema: unknown, is: (one: Record<string, unknown>) => boolean): boolean {
  if (schema === null || typeof schema !== 'object') return false;
  if (!Array.isArray(schema) && is(schema as Record<string, unknown>)) return true;
  return Object.values(schema).some((child) => needs(child, is));
}

/** Parts that are no text, by name. */
function namesConverted(schema: TSchema): string[] {
  const parts = (schema as { properties?: Record<string, unknown> }).properties ?? {};
  return Object.keys(parts).filter((name) => needs(parts[name], isConverted));
}

function isConverted({ type }: Record<string, unknown>): boolean {
  return type === 'integer' || type === 'number' || type === 'boolean' || type === 'array' || type === 'null';
}
