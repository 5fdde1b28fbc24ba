import { v7 } from 'uuid';

declare const brand: unique symbol;
export type Id<Name extends string> = string & { readonly [brand]: Name };

/** A new UUIDv7: made here and not in the database, so that the same SQL runs on one server and on a cluster. */
export function newId<Name extends string = string>(): Id<Name> {
  return v7() as Id<Name>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(text: string): boolean {
  return UUID.test(text);
}
