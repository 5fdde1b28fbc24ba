import type { Context, Database, Transaction, Words } from '#kernel';
import type { Offices } from '#rooms/offices';
import type { DraftParts } from './drafts.ts';
import type { ViewParts } from './draftViews.ts';

/** What the tables of contracts have in common. */
export interface RouteParts {
  readonly pool: Database['pool'];
  readonly offices: Offices;
  readonly words: Words;
  readonly parts: DraftParts;
  /** One transaction for an act and its journal line. */
  act<Result>(context: Context, work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  viewFor(context: Context): ViewParts;
}
