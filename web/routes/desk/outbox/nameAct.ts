import type { Words } from '../../../words.tsx';

const OF_CASES: Readonly<Record<string, string>> = {
  'decide-correction': 'screen.outbox.decision',
  'add-scan': 'screen.reviewScans.file',
  enrol: 'screen.enrolment.waiting.act',
};

/** What kind of act it is, and about whom. */
export function nameAct(act: string, name: string, { say }: Pick<Words, 'say'>): string {
  const kind = OF_CASES[act]
    ? say(OF_CASES[act])
    : say(`value.${act === 'remake-pin' ? 'proposalKind' : 'actKind'}.${act}`);
  return name ? `${kind} – ${name}` : kind;
}
