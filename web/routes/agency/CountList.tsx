import { useWords } from '../../words.tsx';
import classes from './CountList.module.css';

interface CountListProps {
  counts: readonly { id: string; name: string; count: number }[];
}

/** What was counted, and how many: short enough to need no table. */
export function CountList({ counts }: CountListProps) {
  const { number } = useWords();
  return (
    <dl className={classes.list}>
      {counts.map(({ id, name, count }) => (
        <div key={id} className={classes.row}>
          <dt>{name}</dt>
          <dd className={classes.count}>{number(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
