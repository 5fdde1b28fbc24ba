import type { Clock } from './clock.ts';
import { newId } from './ids.ts';
import type { Entry } from './journal/entry.ts';
import { problems } from './problem.ts';
import type { Witness } from './witness.ts';

/** Who sends a request, as an authenticator found it. */
export interface Caller {
  readonly kind: 'citizen' | 'official' | 'system';
  /** Official's or system's id; a citizen's person key. */
  readonly id: string;
  readonly scopes: ReadonlySet<string>;
  /** The person whose own data this caller may see. */
  readonly person?: string | undefined;
  readonly organisation?: string | undefined;
  /** Area that an official's role is bound to: '' the country, a province's or a commune's code. */
  readonly area?: string | undefined;
  readonly name?: string | undefined;
  readonly role?: string | undefined;
  /** What the authenticator knows besides; the kernel never looks inside. */
  readonly credentials?: object | undefined;
  /** Who takes down what was asked and answered, so that either side can prove it to others; an authenticator's. */
  readonly witness?: Witness | undefined;
}

/** What every act and view is given: who, where, why, under which law, when. */
export interface Context {
  readonly caller: Caller;
  readonly purpose: string | undefined;
  readonly legalBasis: string | undefined;
  readonly caseNumber: string | undefined;
  readonly language: string;
  readonly requestId: string;
  readonly clock: Clock;
  readonly receivedAt: string;
  readonly idempotency: { key: string; requestHash: Buffer } | undefined;
  /** Versions that the request is founded on (RFC 9110, If-Match): what they mean is the room's. */
  readonly ifMatch?: readonly string[] | undefined;
}

/** A context that no request brought: of a command, a job, a listener, of somebody who has no session yet. */
export function createContext(
  clock: Clock,
  caller: Caller,
  given: Pick<Context, 'language'> & Partial<Pick<Context, 'purpose' | 'legalBasis'>>,
): Context {
  return {
    caller,
    purpose: given.purpose,
    legalBasis: given.legalBasis,
    caseNumber: undefined,
    language: given.language,
    requestId: newId(),
    clock,
    receivedAt: new Date().toISOString(),
    idempotency: undefined,
  };
}

/** @throws Problem kernel/forbidden naming the scope. */
export function requireScope(caller: Caller, scope: string): void {
  if (!caller.scopes.has(scope)) throw problems.forbidden({ values: { scope } });
}

/**
 * @param path the area of the matter from the country inwards, e.g. ['01', '00004']; [] where no unit is known, which
 * only a country-wide office may touch.
 * @throws Problem kernel/out-of-area
 */
export function requireArea(caller: Caller, path: readonly string[]): void {
  if (caller.area === '' || caller.kind === 'system') return;
  if (caller.area === undefined || !path.includes(caller.area))
    throw problems['out-of-area']({ values: { area: caller.area ?? '-' } });
}

/** @throws Problem kernel/purpose-missing: no look without a purpose and a law. */
export function requirePurpose(context: Context): { purpose: string; legalBasis: string } {
  if (!context.purpose) throw problems['purpose-missing']({ pointer: '/headers/dancu-purpose' });
  if (!context.legalBasis) throw problems['purpose-missing']({ pointer: '/headers/dancu-legal-basis' });
  return { purpose: context.purpose, legalBasis: context.legalBasis };
}

export type EntryMatter = Pick<Entry, 'kind' | 'room' | 'type' | 'subjects'> &
  Partial<Pick<Entry, 'fields' | 'data' | 'hiddenUntil' | 'purpose' | 'legalBasis'>>;

/** The journal line of what this caller does now. */
export function describeEntry(context: Context, matter: EntryMatter): Entry {
  const { caller } = context;
  const entry: Entry = {
    ...matter,
    actor: caller.id,
    actedAt: context.clock.now().toISOString(),
    receivedAt: context.receivedAt,
  };
  if (caller.organisation) entry.organisation = caller.organisation;
  if (caller.area !== undefined && caller.kind === 'official') entry.office = caller.area;
  const purpose = matter.purpose ?? context.purpose;
  const legalBasis = matter.legalBasis ?? context.legalBasis;
  if (purpose) entry.purpose = purpose;
  if (legalBasis) entry.legalBasis = legalBasis;
  if (context.caseNumber) entry.caseNumber = context.caseNumber;
  return entry;
}
