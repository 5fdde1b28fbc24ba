import type { FastifyInstance } from 'fastify';
import type { Context, Kernel, Room, Transaction } from '#kernel';
import type { Account, Accounts, Acting } from '#rooms/accounts';
import type { Offices } from '#rooms/offices';
import { readDeviceTrust } from './attestation.ts';
import { addEnrolPages } from './enrolPages.ts';
import { isIdle, judgePost, type Moment, type PostState } from './model.ts';
import type { Parts } from './posts.ts';
import { officialRoutes } from './routes.ts';
import { installFirst, installOfficial, type NewOfficial } from './staff.ts';
import { readNames, readOfficial, readPosts, readPostsOfOrganisation, touchOfficial } from './store.ts';
import { vaultRoute } from './vaults.ts';
import { judgeRest, type Rest } from './views.ts';

export type { NewOfficial } from './staff.ts';
export type { Rest } from './views.ts';

export const officialsMigrations = { room: 'officials', folder: new URL('./migrations/', import.meta.url) };

type PostActing = Extract<Acting, { kind: 'post' }>;

/** One post of somebody who works for an organisation. */
export interface StaffMember {
  readonly official: string;
  readonly name: string;
  readonly role: string;
  readonly state: PostState;
  readonly validTo?: string;
  /** ISO 8601; of the person, not of the post. */
  readonly lastSeenAt?: string;
}

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
  /** Who holds a post with an organisation, and what it is worth now. */
  staffOf(organisation: string): Promise<readonly StaffMember[]>;
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
  const trust = readDeviceTrust(kernel.config, offices.country.facts);
  const parts: Parts = { offices, accounts, trust };
  const moment = (): Moment => ({
    now: clock.now(),
    today: clock.today(),
    timeZone: offices.country.facts.timeZone,
  });

  return {
    name: 'officials',
    routes: [...officialRoutes(kernel, parts), vaultRoute(kernel)],
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
    async staffOf(organisation) {
      const at = moment();
      const posts = await readPostsOfOrganisation(database.pool, organisation);
      const staff = await Promise.all(
        posts.map(async (post): Promise<StaffMember | undefined> => {
          const official = await readOfficial(database.pool, post.official);
          if (!official || official.state === 'left') return undefined;
          const { official: id, name, lastSeenAt } = official;
          const { state } = judgePost(post, offices, at);
          const validTo = post.validTo === undefined ? {} : { validTo: post.validTo };
          return { official: id, name, role: post.role, state, ...validTo, ...(lastSeenAt ? { lastSeenAt } : {}) };
        }),
      );
      return staff.filter((one) => one !== undefined);
    },
    install: (transaction, context, given) => installOfficial(transaction, context, parts, given),
    installFirst: (transaction, context, given) => installFirst(transaction, context, parts, given),
  };
}
