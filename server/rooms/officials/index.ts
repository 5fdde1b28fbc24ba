import type { FastifyInstance } from 'fastify';
import type { Context, Kernel, Room, Transaction } from '#kernel';
import type { Account, Accounts, Acting } from '#rooms/accounts';
import type { Offices } from '#rooms/offices';
import { addEnrolPages } from './enrolPages.ts';
import { isIdle, judgePost, type Moment } from './model.ts';
import type { Parts } from './posts.ts';
import { officialRoutes } from './routes.ts';
import { installFirst, installOfficial, type NewOfficial } from './staff.ts';
import { readNames, readOfficial, readPosts, touchOfficial } from './store.ts';
import { judgeRest, type Rest } from './views.ts';

export type { NewOfficial } from './staff.ts';
export type { Rest } from './views.ts';

export const officialsMigrations = { room: 'officials', folder: new URL('./migrations/', import.meta.url) };

type PostActing = Extract<Acting, { kind: 'post' }>;

/** Officials and engineers of agencies: enrolment, devices, posts, review. */
export interface Officials extends Room {
  /**
   * The posts that this account may take up now: in force, reviewed, within their hours. Asked at a sign-in, it counts as a
   * sign of life.
   */
  postsOf(account: Account): Promise<readonly PostActing[]>;
  /** Why there is none; undefined where there is one. */
  restOf(account: Account): Promise<Rest | undefined>;
  /** Name of whoever acted, for screens; undefined: not an official. */
  nameOf(official: string): Promise<string | undefined>;
  /** The installation's own officials (a demonstration's personas): no four eyes, journalled as such. Again: wakes and reviews. */
  install(transaction: Transaction, context: Context, given: NewOfficial): Promise<Pick<Account, 'account'>>;
  /** First administrators with their enrolment codes. @throws Problem officials/already-installed */
  installFirst(
    transaction: Transaction,
    context: Context,
    given: NewOfficial & { emergency?: string | undefined },
  ): Promise<{ code: string; codeExpiresAt: string }>;
}

export function openOfficials(kernel: Kernel, offices: Offices, accounts: Accounts): Officials {
  const { database, clock } = kernel;
  const parts: Parts = { offices, accounts };
  const moment = (): Moment => ({
    now: clock.now(),
    today: clock.today(),
    timeZone: offices.country.facts.timeZone,
  });

  return {
    name: 'officials',
    routes: officialRoutes(kernel, parts),
    pages: (app: FastifyInstance) => addEnrolPages(app, kernel, offices),
    async postsOf({ kind, actor }) {
      if (kind !== 'official') return [];
      const official = await readOfficial(database.pool, actor);
      const at = moment();
      if (official?.state !== 'active' || isIdle(official, at.now)) return [];
      const posts = await readPosts(database.pool, [actor]);
      const open = posts.flatMap<PostActing>((post) => {
        const { state, until } = judgePost(post, offices, at);
        if (state !== 'open') return [];
        const { role, area, organisation } = post;
        return [
          {
            kind: 'post',
            post: post.post,
            role,
            ...(area !== undefined ? { area } : {}),
            ...(organisation ? { organisation } : {}),
            ...(until ? { until } : {}),
          },
        ];
      });
      if (open.length > 0) await touchOfficial(database.pool, actor, at.now);
      return open;
    },
    async restOf({ kind, actor }) {
      if (kind !== 'official') return undefined;
      const official = await readOfficial(database.pool, actor);
      return judgeRest(official, await readPosts(database.pool, [actor]), offices, moment());
    },
    nameOf: async (official) => (await readNames(database.pool, [official])).get(official),
    install: (transaction, context, given) => installOfficial(transaction, context, parts, given),
    installFirst: (transaction, context, given) => installFirst(transaction, context, parts, given),
  };
}
