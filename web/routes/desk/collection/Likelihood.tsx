import { useWords } from '../../../words.tsx';

const WORDS = [
  [0.99, 'almostSure'],
  [0.8, 'likely'],
  [0.3, 'maybe'],
  [0, 'unlikely'],
] as const;

/** How likely it is that row and register mean one person: a word first, the figure after it. */
export function Likelihood({ probability }: { probability: number | undefined }) {
  const { say, language } = useWords();
  if (probability === undefined) return say('screen.collection.likely.nobody');
  const [, word] = WORDS.find(([least]) => probability >= least) ?? WORDS[3];
  // 100 % would promise what no reckoning can.
  const shown = Math.min(probability, 0.9999);
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: shown > 0.99 ? 2 : 0 });
  return say(`screen.collection.likely.${word}`, { share: share.format(Math.floor(shown * 10_000) / 10_000) });
}
