import { Status } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import type { Relative } from './data.ts';
import classes from './Relatives.module.css';

/** The persons that the register links to mine. */
export function Relatives({ relatives }: { relatives: readonly Relative[] }) {
  const { say } = useWords();
  if (relatives.length === 0) return null;
  return (
    <div className={classes.relatives}>
      <h3 className={classes.title}>{say('screen.record.relatives')}</h3>
      <ul className={classes.list}>
        {relatives.map((relative) => (
          <li key={`${relative.relation}-${relative.person ?? relative.name}`} className={classes.relative}>
            <span className={classes.relation}>{say(`value.relation.${relative.relation}`)}</span>
            <span>
              <strong>{relative.name}</strong>
              {relative.birthDate !== undefined && ` (${relative.birthDate.slice(0, 4)})`}
            </span>
            {relative.life && relative.life !== 'alive' && <Status>{say(`value.life.${relative.life}`)}</Status>}
          </li>
        ))}
      </ul>
    </div>
  );
}
