import { Button, ConfirmedAct, Panel } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { accountKey, removeTrusted, type Trusted } from './data.ts';
import classes from './lines.module.css';

/** Who may help me back into the account: two of them, and a waiting time. */
export function TrustedPanel({ trusted }: { trusted: readonly Trusted[] }) {
  const { say, day } = useWords();
  return (
    <Panel title={say('screen.trusted.title')}>
      <p>{say('screen.trusted.text')}</p>
      <ul className={classes.lines}>
        {trusted.map(({ person, name, namedAt }) => (
          <li key={person} className={classes.line}>
            <div className={classes.words}>
              <p className={classes.name}>{name}</p>
              <p className={classes.soft}>{say('screen.trusted.since', { date: day(namedAt) })}</p>
            </div>
            <ConfirmedAct
              small
              label={`${say('screen.security.remove')}: ${name}`}
              title={say('screen.trusted.removeQuestion', { name })}
              text={say('screen.trusted.removeText')}
              yes={say('screen.security.remove')}
              act={() => removeTrusted(person)}
              done={say('screen.trusted.removed')}
              refresh={accountKey}
            >
              {say('screen.security.remove')}
            </ConfirmedAct>
          </li>
        ))}
      </ul>
      <div>
        <Button icon="add" to="/me/security/trusted">
          {say('screen.trusted.add')}
        </Button>
      </div>
    </Panel>
  );
}
