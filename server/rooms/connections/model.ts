/** On its organisation's desk · waits for us · we offered less · waits for signatures · in force · refused · taken back */
export const DRAFT_STATES = ['draft', 'sent', 'narrowed', 'accepted', 'enacted', 'refused', 'withdrawn'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

type Arrows<State extends string> = Readonly<Partial<Record<State, State>>>;

/** What each step makes of each state; what is not here cannot be. */
export const DRAFT_STEPS = {
  // The organisation's.
  edit: { draft: 'draft' },
  send: { draft: 'sent' },
  agree: { narrowed: 'accepted' },
  object: { narrowed: 'draft' },
  withdraw: { draft: 'withdrawn', sent: 'withdrawn', narrowed: 'withdrawn', accepted: 'withdrawn' },
  // Ours.
  accept: { sent: 'accepted' },
  narrow: { sent: 'narrowed' },
  refuse: { sent: 'refused' },
  // Whoever is to sign second sees what the first one did not.
  return: { accepted: 'sent' },
  // Both sides'.
  sign: { accepted: 'accepted' },
  enact: { accepted: 'enacted' },
} as const satisfies Record<string, Arrows<DraftState>>;
export type DraftStep = keyof typeof DRAFT_STEPS;

export function nextDraftState(state: DraftState, step: DraftStep): DraftState | undefined {
  return (DRAFT_STEPS[step] as Arrows<DraftState>)[state];
}

export type Side = 'agency' | 'holder';

/** Who may take which step, by scope, on each side. */
const STEPS_BY_SCOPE: Readonly<Record<Side, Readonly<Record<string, readonly DraftStep[]>>>> = {
  agency: { 'exchange.manage': ['edit', 'send', 'agree', 'object', 'withdraw'], 'connections.sign': ['sign'] },
  holder: { 'connections.decide': ['accept', 'narrow', 'refuse', 'return', 'sign'] },
};

/** The steps that somebody with these scopes can take on a side, as the draft stands. */
export function stepsOf(state: DraftState, side: Side, scopes: ReadonlySet<string>): DraftStep[] {
  return Object.entries(STEPS_BY_SCOPE[side]).flatMap(([scope, steps]) =>
    scopes.has(scope) ? steps.filter((step) => nextDraftState(state, step)) : [],
  );
}

/** Why somebody may not sign; undefined: they may. Nobody signs what they had a hand in, and nobody for both sides. */
export function refuseSigner(
  signer: string,
  side: Side,
  draft: { authors: readonly string[]; decidedBy: string | undefined },
  signatures: readonly { side: Side; signer: string }[],
): 'signed-already' | 'four-eyes' | undefined {
  if (signatures.some((one) => one.side === side)) return 'signed-already';
  const hand = draft.authors.includes(signer) || draft.decidedBy === signer;
  return hand || signatures.some((one) => one.signer === signer) ? 'four-eyes' : undefined;
}

export const SUSPENSION_STEPS = {
  'ask-lift': { active: 'lift-asked' },
  lift: { 'lift-asked': 'lifted' },
  keep: { 'lift-asked': 'active' },
} as const satisfies Record<string, Arrows<SuspensionState>>;
export type SuspensionState = 'active' | 'lift-asked' | 'lifted';
export type SuspensionStep = keyof typeof SUSPENSION_STEPS;

export function nextSuspensionState(state: SuspensionState, step: SuspensionStep): SuspensionState | undefined {
  return (SUSPENSION_STEPS[step] as Arrows<SuspensionState>)[state];
}

/** A system asks about synthetic persons · is before an inspector · asks in earnest · its yearly review is before an inspector */
export type Standing = 'simulation' | 'checking' | 'production' | 'reviewing';

export const STANDING_STEPS = {
  submit: { simulation: 'checking', production: 'reviewing' },
  'take-back': { checking: 'simulation', reviewing: 'production' },
  return: { checking: 'simulation', reviewing: 'production' },
  sign: { checking: 'production', reviewing: 'production' },
} as const satisfies Record<string, Arrows<Standing>>;
export type StandingStep = keyof typeof STANDING_STEPS;

export function nextStanding(standing: Standing, step: StandingStep): Standing | undefined {
  return (STANDING_STEPS[step] as Arrows<Standing>)[standing];
}

export function standingOf(stage: 'simulation' | 'production', submitted: boolean): Standing {
  if (stage === 'simulation') return submitted ? 'checking' : 'simulation';
  return submitted ? 'reviewing' : 'production';
}

/** What is said of a day that something must be done by. @param near the day from which on it is called due */
export function judgeDue(due: string, near: string, today: string): 'open' | 'due' | 'overdue' {
  return today > due ? 'overdue' : today >= near ? 'due' : 'open';
}

/** The same day so many months later; the month's last where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  const to = Math.min(date, last.getUTCDate());
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), to)).toISOString().slice(0, 10);
}
