export interface ShapeFault {
  /** RFC 6901. */
  pointer: string;
  why: string;
}

/** A check of a JSON value's form that carries the type of what passes it. */
export interface Shape<T> {
  /** Never set: holds the type. */
  readonly type?: T;
  readonly optional?: true;
  readonly check: (value: unknown, pointer: string) => ShapeFault | undefined;
}

export type Infer<S> = S extends Shape<infer T> ? T : never;

type OptionalNames<M> = { [K in keyof M]: M[K] extends { optional: true } ? K : never }[keyof M];
type ShapeOf<M> = { readonly [K in Exclude<keyof M, OptionalNames<M>>]: Infer<M[K]> } & {
  readonly [K in OptionalNames<M>]?: Infer<M[K]>;
};

function rule<T>(fits: (value: unknown) => boolean, why: string): Shape<T> {
  return { check: (value, pointer) => (fits(value) ? undefined : { pointer, why }) };
}

export const text = (longest: number): Shape<string> =>
  rule((value) => typeof value === 'string' && value.length <= longest, `a text of at most ${longest} characters`);

export const atMost = (most: number): Shape<number> =>
  rule((value) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= most, `0 to ${most}`);

export const count: Shape<number> = atMost(Number.MAX_SAFE_INTEGER);

export const exactly = <T extends string>(one: T): Shape<T> => rule((value) => value === one, `"${one}"`);

export function list<T>(each: Shape<T>, most: number): Shape<readonly T[]> {
  return {
    check(value, pointer) {
      if (!Array.isArray(value) || value.length > most) return { pointer, why: `a list of at most ${most}` };
      for (const [index, one] of value.entries()) {
        const fault = each.check(one, `${pointer}/${index}`);
        if (fault) return fault;
      }
      return undefined;
    },
  };
}

/** An object with any names. */
export function record<T>(each: Shape<T>, most: number): Shape<Readonly<Record<string, T>>> {
  return {
    check(value, pointer) {
      if (!isObject(value)) return { pointer, why: 'an object' };
      const members = Object.entries(value);
      if (members.length > most) return { pointer, why: `at most ${most} members` };
      for (const [name, one] of members) {
        const fault = each.check(one, below(pointer, name));
        if (fault) return fault;
      }
      return undefined;
    },
  };
}

/** An object with exactly these members. */
export function shape<M extends Record<string, Shape<unknown>>>(members: M): Shape<ShapeOf<M>> {
  return {
    check(value, pointer) {
      if (!isObject(value)) return { pointer, why: 'an object' };
      for (const name of Object.keys(value))
        if (!Object.hasOwn(members, name)) return { pointer: below(pointer, name), why: 'no such member' };
      for (const [name, one] of Object.entries(members)) {
        const own = Object.hasOwn(value, name) ? value[name] : undefined;
        if (own === undefined && one.optional) continue;
        const fault = one.check(own, below(pointer, name));
        if (fault) return fault;
      }
      return undefined;
    },
  };
}

export function optional<T>(one: Shape<T>): Shape<T> & { optional: true } {
  return { ...one, optional: true };
}

/** Says of a value that was checked what the check found. */
export function allow<T>(value: unknown): T {
  return value as T;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function below(pointer: string, name: string): string {
  return `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
