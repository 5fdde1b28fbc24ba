import { useQuery } from '@tanstack/react-query';
import { ConfirmedAct, Loaded, Panel, Status } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from '../account/lines.module.css';
import { actingKey, decideForWard, type Ward, wardsQuery } from './data.ts';

/** Children and wards: a child under the age of consent has an account only while a guardian agrees. */
export function WardsPanel() {
  const { say } = useWords();
  const wards = useQuery(wardsQuery);
  return (
    <Loaded query={wards} lines={3}>
      {(list) =>
        list.length > 0 && (
          <Panel title={say('screen.wards.title')}>
            <p>{say('screen.wards.text')}</p>
            <ul className={classes.lines}>
              {list.map((ward) => (
                <WardLine key={ward.person} ward={ward} />
              ))}
            </ul>
          </Panel>
        )
      }
    </Loaded>
  );
}

function WardLine({ ward: { person, name, birthDate, age, consentNeeded, account } }: { ward: Ward }) {
  const { say, date } = useWords();
  const living = account !== undefined && account.state !== 'locked';
  const decision = living ? 'withdraw' : 'consent';
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <p className={classes.name}>
          {name}
          <Status tone={living ? 'good' : 'plain'}>{say(`value.accountState.${account?.state ?? 'none'}`)}</Status>
        </p>
        <p className={classes.soft}>{say('screen.wards.born', { date: date(birthDate), age })}</p>
        {!consentNeeded && <p className={classes.soft}>{say('screen.wards.own')}</p>}
      </div>
      {consentNeeded && (
        <ConfirmedAct
          small
          label={`${say(`screen.wards.${decision}`)}: ${name}`}
          title={say(`screen.wards.question.${decision}`, { name })}
          text={say(`screen.wards.warning.${decision}`)}
          yes={say(`screen.wards.${decision}`)}
          act={() => decideForWard(person, decision)}
          done={say(`screen.wards.done.${decision}`)}
          refresh={actingKey}
        >
          {say(`screen.wards.${decision}`)}
        </ConfirmedAct>
      )}
    </li>
  );
}
