import type { Context } from '#kernel';
import { problems } from './problems.ts';
import type { StoredPerson } from './store.ts';

type Versioned = Pick<StoredPerson, 'person' | 'version'>;

const TAG = /^([0-9a-f-]{36})\.\d+$/;

/** A record's version as an entity tag names it: of whom, and which. One request may name several records. */
export function tagOf({ person, version }: Versioned): string {
  return `${person}.${version}`;
}

/**
 * An act is founded on what its office has read: where it says which version that was, another one stops it.
 * A tag of another record is that record's matter; one that is of no record agrees with none.
 * @throws Problem people/record-changed
 */
export function checkVersion({ ifMatch }: Pick<Context, 'ifMatch'>, held: Versioned): void {
  const own = ifMatch?.filter((tag) => (TAG.exec(tag)?.[1] ?? held.person) === held.person) ?? [];
  if (own.length > 0 && !own.includes(tagOf(held)))
    throw problems['record-changed']({ extra: { person: held.person, version: held.version } });
}
