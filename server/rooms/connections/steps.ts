import type { ConformanceRule } from '#libs/country';

/** One question of a run as it was seen, and how it was answered. Only what was signed by the system's own key is seen. */
export interface Observed {
  readonly step: string;
  /** Milliseconds since 1970, when it came. */
  readonly at: number;
  readonly kid: string;
  readonly algorithm: string;
  /** When its key ends, milliseconds since 1970. */
  readonly keyEnds: number;
  readonly transaction: string;
  readonly nonce: string;
  /** Seconds by which the signature was made before it came; negative: after. */
  readonly age: number;
  /** Components that the signature covers. */
  readonly covers: readonly string[];
  readonly hasBody: boolean;
  readonly status: number;
  /** Of the problem that it was answered with. */
  readonly code?: string;
  /** Of a verification. */
  readonly outcome?: string;
  readonly identifier: string;
  /** The fault that came with the answer. */
  readonly simulated?: string;
}

/** What the system says of itself: whether it believed the answer. */
export interface Told {
  readonly step: string;
  readonly believed: boolean;
}

export interface StepVerdict {
  readonly state: 'open' | 'passed' | 'failed';
  /** `seen` by us, or `told` by the system. */
  readonly by: 'seen' | 'told';
  /** The observation that made it so, milliseconds since 1970. */
  readonly at?: number;
  /** Failed for good: only a new run can mend it. */
  readonly final?: boolean;
}

export interface RunRules {
  readonly clockSeconds: number;
  readonly goodForDays: number;
}

/** Steps that the others are judged along with: nothing is to be done for them, and they are judged once the rest is there. */
const ALONG: ReadonlySet<string> = new Set(['clock', 'digest', 'key']);
/** Steps whose answer a careful client throws away; only the client knows whether it did. */
export const TOLD: ReadonlySet<string> = new Set(['signature-wrong', 'body-altered']);
const DAY = 86_400_000;

type Verdict = Omit<StepVerdict, 'by'>;
const open: Verdict = { state: 'open' };

/** @param seen observations of the step, in the order of their coming */
type Judge = (seen: readonly Observed[]) => Verdict;

const passed = (one: Observed | undefined): Verdict => (one ? { state: 'passed', at: one.at } : open);
const failed = (one: Observed): Verdict => ({ state: 'failed', at: one.at });
const last = (seen: readonly Observed[]) => seen.at(-1)!;

/** A later 200 under another nonce for the transaction that was turned away. */
function answeredAnew(seen: readonly Observed[], refused: Observed): Observed | undefined {
  return seen.find(
    (one) =>
      one.at >= refused.at &&
      one.status === 200 &&
      one.transaction === refused.transaction &&
      one.nonce !== refused.nonce,
  );
}

const judges: Readonly<Record<Exclude<ConformanceRule, 'clock' | 'digest' | 'key'>, Judge>> = {
  verify: (seen) => {
    const good = seen.find(({ outcome }) => outcome === 'yes');
    return good || seen.length === 0 ? passed(good) : failed(last(seen));
  },
  verdicts: (seen) => {
    const close = seen.find(({ outcome }) => outcome === 'close');
    const no = seen.find(({ outcome }) => outcome === 'no');
    return close && no ? passed(close.at > no.at ? close : no) : open;
  },
  persons: (seen) => {
    const nobody = seen.find(({ code }) => code === 'exchange/person-unknown');
    const cancelled = seen.find(({ code }) => code === 'exchange/number-cancelled');
    return nobody && cancelled ? passed(nobody.at > cancelled.at ? nobody : cancelled) : open;
  },
  'purpose-refused': (seen) => {
    const refused = seen.filter(({ status }) => status === 403);
    const again = refused.find((one, index) =>
      refused.slice(0, index).some(({ transaction }) => transaction === one.transaction),
    );
    return again ? failed(again) : passed(refused[0]);
  },
  nonce: (seen) => {
    const replayed = seen.find(({ code }) => code === 'exchange/replayed');
    if (!replayed) return open;
    const anew = answeredAnew(seen, replayed);
    return passed(anew);
  },
  retry: (seen) => {
    const busy = seen.filter(({ status }) => status === 503);
    const anew = busy.map((one) => answeredAnew(seen, one)).find((one) => one !== undefined);
    if (anew) return passed(anew);
    const other = busy[0] && seen.find((one) => one.status === 200 && one.transaction !== busy[0]!.transaction);
    return other ? failed(other) : open;
  },
  late: (seen) => {
    const second = seen.find(({ transaction }) => transaction !== seen[0]!.transaction);
    return second ? failed(second) : passed(seen.find(({ status }) => status === 200));
  },
  'signature-wrong': (seen) => passed(seen.find(({ simulated }) => simulated === 'signature-wrong')),
  'body-altered': (seen) => passed(seen.find(({ simulated }) => simulated === 'body-altered')),
};

function judgeAlong(step: string, all: readonly Observed[], rules: RunRules): Verdict {
  if (all.length === 0) return open;
  const wrong = all.find((one) => {
    if (step === 'clock') return Math.abs(one.age) > rules.clockSeconds;
    if (step === 'digest') return one.hasBody && !one.covers.includes('content-digest');
    return !['ecdsa-p256-sha256', 'ed25519'].includes(one.algorithm) || one.keyEnds - one.at < rules.goodForDays * DAY;
  });
  return wrong ? { ...failed(wrong), final: true } : passed(last(all));
}

/**
 * Judges every step of a run by what was seen of it and what the system told.
 * @param seen in the order of their coming
 */
export function judgeRun(
  steps: readonly { readonly id: ConformanceRule }[],
  seen: readonly Observed[],
  told: readonly Told[],
  rules: RunRules,
): ReadonlyMap<ConformanceRule, StepVerdict> {
  const verdicts = new Map<ConformanceRule, StepVerdict>();
  for (const { id } of steps) {
    if (ALONG.has(id)) continue;
    const own = seen.filter(({ step }) => step === id);
    const verdict = own.length === 0 ? open : judges[id as keyof typeof judges](own);
    verdicts.set(id, TOLD.has(id) ? judgeTold(id, verdict, told) : { ...verdict, by: 'seen' });
  }
  const rest = [...verdicts.values()].every(({ state }) => state === 'passed');
  for (const { id } of steps) {
    if (!ALONG.has(id)) continue;
    const verdict = judgeAlong(id, seen, rules);
    // A good clock so far is not yet a good clock.
    verdicts.set(id, { ...(verdict.state === 'passed' && !rest ? open : verdict), by: 'seen' });
  }
  return verdicts;
}

function judgeTold(step: string, happened: Verdict, told: readonly Told[]): StepVerdict {
  const answer = told.find((one) => one.step === step);
  // What was not answered with a fault cannot have been thrown away.
  if (happened.state !== 'passed' || !answer) return { state: 'open', by: 'told' };
  return answer.believed
    ? { ...happened, state: 'failed', by: 'told', final: true }
    : { ...happened, state: 'passed', by: 'told' };
}

/** The fault that the platform itself puts into a step. @param before what was seen of the transaction already */
export function faultOf(step: string, before: number): string | undefined {
  if (TOLD.has(step)) return step;
  if (before > 0) return undefined;
  if (step === 'retry') return 'unavailable';
  return step === 'late' ? 'late=3000' : undefined;
}
