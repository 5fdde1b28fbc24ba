import { ConfirmedAct, PlainAct, Status } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type Authenticator, accountKey, lockAuthenticator, removeAuthenticator, unlockAuthenticator } from './data.ts';
import classes from './lines.module.css';

interface AuthenticatorLineProps {
  authenticator: Authenticator;
  codesLeft: number;
}

/** One way to sign in: since when, last used, and locking, unlocking, removing it. */
export function AuthenticatorLine({ authenticator, codesLeft }: AuthenticatorLineProps) {
  const { say, day, moment } = useWords();
  const { id, kind, label, addedAt, lastUsedAt, locked, deviceBound } = authenticator;
  const kindName = say(`value.authenticator.${kind}`);
  const name = label && label !== kindName ? label : kindName;
  const act = (key: string) => ({ label: `${say(`screen.security.${key}`)}: ${name}`, small: true });
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <p className={classes.name}>
          {name}
          {locked && <Status tone="bad">{say('screen.security.locked')}</Status>}
        </p>
        <p className={classes.soft}>
          {[
            name === kindName ? '' : kindName,
            kind === 'recovery-codes' ? say('screen.security.codesLeft', { count: codesLeft }) : '',
            deviceBound === undefined ? '' : say(`screen.security.${deviceBound ? 'deviceBound' : 'synced'}`),
            say('screen.security.added', { date: day(addedAt) }),
            lastUsedAt
              ? say('screen.security.lastUsed', { time: moment(lastUsedAt) })
              : say('screen.security.neverUsed'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className={classes.acts}>
        {locked ? (
          <PlainAct
            {...act('unlock')}
            act={() => unlockAuthenticator(id)}
            done={say('screen.security.unlocked')}
            refresh={accountKey}
          >
            {say('screen.security.unlock')}
          </PlainAct>
        ) : (
          <PlainAct
            {...act('lockOne')}
            act={() => lockAuthenticator(id)}
            done={say('screen.security.lockedNow')}
            refresh={accountKey}
          >
            {say('screen.security.lockOne')}
          </PlainAct>
        )}
        <ConfirmedAct
          {...act('remove')}
          title={say('screen.security.removeQuestion', { name })}
          text={say('screen.security.removeText')}
          yes={say('screen.security.remove')}
          act={() => removeAuthenticator(id)}
          done={say('screen.security.removed')}
          refresh={accountKey}
        >
          {say('screen.security.remove')}
        </ConfirmedAct>
      </div>
    </li>
  );
}
