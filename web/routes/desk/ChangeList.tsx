import { useWords } from '../../words.tsx';
import classes from './ChangeList.module.css';
import type { Change } from './data.ts';

/** Before and after of each field, in words: the arrow is drawn besides. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const { say } = useWords();
  const none = say('screen.desk.change.none');
  return (
    <dl className={classes.list}>
      {changes.map((change) => (
        <div key={change.id} className={classes.change}>
          <dt>{change.name}</dt>
          <dd>
            <span className={classes.mark}>{say('screen.desk.change.before')}</span>{' '}
            <del className={classes.before}>{change.before || none}</del>
          </dd>
          <dd>
            <span className={classes.mark}>{say('screen.desk.change.after')}</span>{' '}
            <ins className={classes.after}>{change.after || none}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
