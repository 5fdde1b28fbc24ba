import type { FastifyRequest } from 'fastify';
import { problems as kernelProblems } from '#kernel';
import type { SignedAnswer } from './answer.ts';
import type { Stage } from './model.ts';
import { problems } from './problems.ts';

/** Header by which a system in simulation orders a fault, to see what its own code makes of it. */
export const SIMULATE = 'dancu-simulate';

const LONGEST_MS = 30_000;

/** What befalls a finished answer. `late` waits, the others send something that a careful client must not believe. */
const disturbances: Readonly<Record<string, (answer: SignedAnswer) => SignedAnswer>> = {
  'signature-wrong': (answer) => ({
    ...answer,
    headers: { ...answer.headers, signature: `sig1=:${'A'.repeat(86)}==:` },
  }),
  'body-altered': (answer) => ({ ...answer, body: `${answer.body} ` }),
  'status-altered': (answer) => ({ ...answer, status: answer.status === 200 ? 203 : 200 }),
};

/** Problems that may be ordered; each is answered as it would be in earnest. */
const orderable = [
  'person-unknown',
  'number-cancelled',
  'identifier-ambiguous',
  'quota-exceeded',
  'agreement-suspended',
  'agreement-not-in-force',
  'system-suspended',
  'key-revoked',
  'outside-hours',
] as const;

/** The names of all faults that can be ordered, beside `late=<milliseconds>`. */
export const FAULTS: readonly string[] = [...orderable, 'unavailable', ...Object.keys(disturbances)];

/** @throws Problem exchange/simulate-in-production, simulate-unknown; or the problem that was ordered */
export function throwOrdered(request: FastifyRequest, stage: Stage): void {
  const ordered = request.headers[SIMULATE];
  if (ordered === undefined) return;
  if (stage === 'production') throw problems['simulate-in-production']({ pointer: `/headers/${SIMULATE}` });
  const name = String(ordered);
  if (name === 'unavailable') throw kernelProblems.unavailable({ ordered: true });
  if (Object.hasOwn(disturbances, name) || /^late=\d{1,5}$/.test(name)) return;
  const problem = orderable.find((one) => one === name);
  if (!problem)
    throw problems['simulate-unknown']({
      pointer: `/headers/${SIMULATE}`,
      values: { faults: [...FAULTS, 'late=1500'].join(', ') },
    });
  throw problems[problem]({
    values: { agreement: 'simulation', system: 'simulation', key: '', quota: 0 },
    ...(problem === 'quota-exceeded' ? { extra: { retryAfter: 1 } } : {}),
  });
}

/** Gives the answer the fault that its question ordered. */
export async function disturb(request: FastifyRequest, answer: SignedAnswer): Promise<SignedAnswer> {
  const name = String(request.headers[SIMULATE] ?? '');
  const late = /^late=(\d{1,5})$/.exec(name);
  if (late) await new Promise((resolve) => setTimeout(resolve, Math.min(Number(late[1]), LONGEST_MS)));
  return Object.hasOwn(disturbances, name) ? disturbances[name]!(answer) : answer;
}
