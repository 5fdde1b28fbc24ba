import type { Words } from '../../../words.tsx';

/** What kind of act it is, and about whom. */
export function nameAct(act: string, name: string, { say }: Pick<Words, 'say'>): string {
  const kind =
    act === 'decide-correction'
      ? say('screen.outbox.decision')
      : say(`value.${act === 'remake-pin' ? 'proposalKind' : 'actKind'}.${act}`);
  return name ? `${kind} – ${name}` : kind;
}
