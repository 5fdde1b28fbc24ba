import { useWords } from '../words.tsx';
import classes from './Loading.module.css';

/** The shape of what comes, so that nothing jumps; said in words to readers of the screen. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const { say } = useWords();
  return (
    <div className={classes.loading} aria-busy="true">
      <span className="unseen">{say('kit.loading.text')}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never change places
        <span key={line} className={classes.line} />
      ))}
    </div>
  );
}
