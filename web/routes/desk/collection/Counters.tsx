import { FigureTile, Tiles } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { Run } from './data.ts';

/** What came of the rows so far. */
export function Counters({ run: { counts, waiting } }: { run: Run }) {
  const { say, number } = useWords();
  const shown = [
    ['read', counts.read],
    ['acceptedNew', counts.acceptedNew],
    ['acceptedKnown', counts.acceptedKnown],
    ['waiting', waiting],
    ['refused', counts.refused],
    ['duplicates', counts.duplicates],
    ...(counts.takenBack === undefined ? [] : [['takenBack', counts.takenBack] as const]),
  ] as const;
  return (
    <Tiles>
      {shown.map(([id, count]) => (
        <FigureTile key={id} value={number(count)} label={say(`screen.collection.count.${id}`)} />
      ))}
    </Tiles>
  );
}
