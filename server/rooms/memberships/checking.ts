import type { Context } from '#kernel';
import { EmrtdError } from '#libs/emrtd';
import { openCode } from './codes.ts';
import { appendLook, reasonOf } from './journal.ts';
import type { CardState } from './model.ts';
import type { Parts } from './parts.ts';
import { type CardRow, findProgramme, requireOrganisation } from './store.ts';

/** `spoiled`: plastic that never reached anybody; `foreign`: no card of this organisation's, or none at all. */
export type Standing = CardState | 'spoiled' | 'foreign' | 'code-malformed' | 'code-untrusted' | 'code-expired';

export interface Checked {
  readonly standing: Standing;
  /** Whether who shows it is a member today. Who shows it nobody has proved: compare the face. */
  readonly counts: boolean;
  readonly programme?: string;
  readonly name?: string;
  readonly memberNumber?: string;
  readonly unit?: string;
  readonly validUntil?: string;
}

/** What the code on one of the organisation's cards says, and how the card stands now; a look at its holder. */
export async function checkCode(parts: Parts, context: Context, code: string): Promise<Checked> {
  const organisation = requireOrganisation(context);
  const { kernel } = parts;
  let number: string;
  try {
    ({ number } = openCode(kernel.keys, code.trim(), kernel.clock.now()));
  } catch (error) {
    if (!(error instanceof EmrtdError)) throw error;
    return { standing: isStanding(error.code) ? error.code : 'code-malformed', counts: false };
  }
  return kernel.database.transact(async (transaction) => {
    const { client } = transaction;
    const { rows } = await client.query<
      CardRow & { member_number: string; name: string | null; unit: string | null; printed: string }
    >(
      `SELECT c.*, n.number AS printed, m.number AS member_number, m.name, m.unit FROM memberships.number n
       JOIN memberships.card c USING (programme, card) JOIN memberships.member m ON m.programme = c.programme AND m.member = c.member
       WHERE n.number = $1`,
      [number],
    );
    const [row] = rows;
    const programme = row && (await findProgramme(client, row.programme));
    if (!programme || programme.organisation !== organisation) return { standing: 'foreign' as const, counts: false };
    const standing = row.number === row.printed ? row.state : 'spoiled';
    appendLook(transaction, context, 'member-card-check', [row.person], {
      ...{ ...reasonOf(parts, programme), fields: ['name'] },
      data: { programme: programme.programme, outcome: standing },
    });
    return {
      ...{ standing, counts: standing === 'active', programme: programme.name, memberNumber: row.member_number },
      ...(row.name ? { name: row.name } : {}),
      ...(row.unit ? { unit: row.unit } : {}),
      ...(row.valid_until ? { validUntil: row.valid_until } : {}),
    };
  });
}

const isStanding = (code: string): code is 'code-malformed' | 'code-untrusted' | 'code-expired' =>
  code === 'code-malformed' || code === 'code-untrusted' || code === 'code-expired';
