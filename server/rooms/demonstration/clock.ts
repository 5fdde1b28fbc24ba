import { Type } from 'typebox';
import { type Contract, contract, type Kernel, requireScope } from '#kernel';

const DAY = 86_400_000;

/** Moves the demonstration's day. Sessions move with it: nobody is signed out, and none outlives its hours, by a game with the clock. */
export function clockRoute({ clock, database }: Kernel): Contract {
  return contract({
    method: 'POST',
    path: '/api/demonstration/clock',
    tag: 'session',
    scope: 'admin',
    summary: 'Move the demonstration’s clock by whole days from the true time',
    body: Type.Object({ days: Type.Integer({ minimum: -36500, maximum: 36500 }) }, { additionalProperties: false }),
    answers: { 200: Type.Object({ now: Type.String() }) },
    handle: async ({ caller }, { body }) => {
      requireScope(caller, 'admin');
      const by = body.days * DAY - clock.offset;
      await database.pool.query(
        `UPDATE accounts.session SET made_at = made_at + $1::interval, proved_at = proved_at + $1::interval, seen_at = seen_at + $1::interval, ends_at = ends_at + $1::interval,
           acting = CASE WHEN acting ? 'until'
             THEN jsonb_set(acting, '{until}', to_jsonb((acting->>'until')::timestamptz + $1::interval)) ELSE acting END
         WHERE ended_at IS NULL`,
        [`${by / 1000} seconds`],
      );
      clock.moveBy(body.days * DAY);
      return { now: clock.now().toISOString() };
    },
  });
}
