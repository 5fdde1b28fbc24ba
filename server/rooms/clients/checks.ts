import type { Client } from '#kernel';
import { checkAddress } from './addresses.ts';
import type { ServiceGiven } from './model.ts';

type Queries = Pick<Client, 'query'>;

/** What is seen without asking: of the registration, and of a run in the simulation. */
export const SEEN = ['addresses', 'authentication', 'pushed', 'logout', 'signed-in', 'signed-out', 'replay'] as const;
/** What the organisation says, with evidence, and the inspector reads. */
export const ASKED = [
  'penetration-test',
  'impact-assessment',
  'security-contact',
  'incident-plan',
  'log-retention',
] as const;
export type CheckItem = (typeof SEEN)[number] | (typeof ASKED)[number];

export interface Check {
  readonly item: CheckItem;
  readonly kind: 'seen' | 'asked';
  readonly state: 'passed' | 'answered' | 'missing';
  /** What the organisation wrote. */
  readonly evidence?: string;
  readonly answeredBy?: string;
  readonly answeredAt?: string;
}

export interface AnswerRow {
  item: string;
  answer: { evidence: string };
  answered_by: string;
  answered_at: Date;
}

/**
 * The whole list, and what of it is still missing.
 * @param uses how often each thing happened in the simulation
 * @param synthetic false: the simulation is another installation, and its report is the evidence of a run
 */
export function listChecks(
  given: ServiceGiven,
  uses: ReadonlyMap<string, number>,
  answers: readonly AnswerRow[],
  { synthetic }: { synthetic: boolean },
): Check[] {
  const happened = (...events: string[]) => events.some((event) => (uses.get(event) ?? 0) > 0);
  const { metadata, profile } = given;
  const code = metadata.grant_types.includes('authorization_code');
  const method = metadata.token_endpoint_auth_method;
  const seen: Record<(typeof SEEN)[number], boolean> = {
    addresses: arePublic(given),
    authentication: method !== 'client_secret_basic' && (method !== 'none' || profile === 'plain'),
    pushed: !code || happened('pushed') || method === 'none',
    logout: metadata.backchannel_logout_uri !== undefined || method === 'none',
    'signed-in': happened('sign-in', 'token'),
    'signed-out': !code || happened('sign-out', 'logout-told'),
    replay: !code || happened('replay-refused'),
  };
  const runs: ReadonlySet<string> = new Set(['pushed', 'signed-in', 'signed-out', 'replay']);
  const find = (item: string) => {
    const row = answers.find((one) => one.item === item);
    return (
      row && { evidence: row.answer.evidence, answeredBy: row.answered_by, answeredAt: row.answered_at.toISOString() }
    );
  };
  return [
    ...SEEN.map((item): Check => {
      const answer = synthetic || !runs.has(item) ? undefined : find(item);
      const state = seen[item] ? 'passed' : answer ? 'answered' : 'missing';
      return { item, kind: 'seen', state, ...answer };
    }),
    ...ASKED.map((item): Check => {
      const answer = find(item);
      return { item, kind: 'asked', state: answer ? 'answered' : 'missing', ...answer };
    }),
  ];
}

/** Whether the item may be answered with words. */
export function isAnswerable(item: string, { synthetic }: { synthetic: boolean }): boolean {
  if ((ASKED as readonly string[]).includes(item)) return true;
  return !synthetic && ['pushed', 'signed-in', 'signed-out', 'replay'].includes(item);
}

function arePublic({ metadata }: ServiceGiven): boolean {
  const { redirect_uris, post_logout_redirect_uris = [], ...rest } = metadata;
  const others = [rest.jwks_uri, rest.backchannel_logout_uri, rest.backchannel_client_notification_endpoint];
  try {
    for (const uri of [...redirect_uris, ...post_logout_redirect_uris, ...others])
      if (uri !== undefined) checkAddress(uri, 'production', '');
    return true;
  } catch {
    return false;
  }
}

export async function readAnswers(client: Queries, id: string): Promise<AnswerRow[]> {
  const { rows } = await client.query<AnswerRow>(
    'SELECT item, answer, answered_by, answered_at FROM clients.check_answer WHERE client = $1',
    [id],
  );
  return rows;
}

export async function writeAnswer(
  client: Queries,
  answer: { client: string; item: string; evidence: string; by: string; at: Date },
): Promise<void> {
  await client.query(
    `INSERT INTO clients.check_answer (client, item, state, answer, answered_by, answered_at) VALUES ($1, $2, 'answered', $3, $4, $5)
     ON CONFLICT (client, item) DO UPDATE SET state = 'answered', answer = EXCLUDED.answer, answered_by = EXCLUDED.answered_by, answered_at = EXCLUDED.answered_at`,
    [answer.client, answer.item, JSON.stringify({ evidence: answer.evidence }), answer.by, answer.at],
  );
}
