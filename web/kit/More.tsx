import { useWords } from '../words.tsx';
import { Button } from './Button.tsx';
import classes from './More.module.css';

interface MoreProps {
  /** How many are shown now. */
  shown: number;
  onMore: () => void;
  busy: boolean;
}

/** The next lines of a long list: one button, no page numbers, focus stays where it is. */
export function More({ shown, onMore, busy }: MoreProps) {
  const { say, number } = useWords();
  return (
    <div className={classes.more}>
      <Button onClick={onMore} busy={busy}>
        {say('kit.more.button')}
      </Button>
      <span className={classes.count}>{say('kit.more.shown', { count: number(shown) })}</span>
    </div>
  );
}
