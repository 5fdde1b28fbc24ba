import { useQuery } from '@tanstack/react-query';
import { Button, Loaded, Panel, Status } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from '../account/lines.module.css';
import { organisationsQuery } from './data.ts';

export function OrganisationsPanel() {
  const { say } = useWords();
  const organisations = useQuery(organisationsQuery);
  return (
    <Panel title={say('screen.organisations.title')}>
      <Loaded query={organisations} lines={3}>
        {(all) => {
          const list = all.filter(({ representative, canManage }) => representative || canManage);
          return list.length === 0 ? (
            <p>{say('screen.organisations.none')}</p>
          ) : (
            <ul className={classes.lines}>
              {list.map(({ id, name, taxCode, state, reason, representative, canManage }) => (
                <li key={id} className={classes.line}>
                  <div className={classes.words}>
                    <p className={classes.name}>
                      {name}
                      <Status tone={state === 'active' ? 'good' : state === 'asked' ? 'wait' : 'plain'}>
                        {say(`value.organisationState.${state}`)}
                      </Status>
                    </p>
                    <p className={classes.soft}>
                      {[
                        say('screen.organisations.taxCode', { taxCode }),
                        say(`value.mandateKind.${representative ? 'representative' : 'member'}`),
                        reason,
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </p>
                  </div>
                  {canManage && (
                    <Button
                      small
                      to="/me/acting/organisations/$organisation"
                      params={{ organisation: id }}
                      label={`${say('screen.organisations.members')}: ${name}`}
                    >
                      {say('screen.organisations.members')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      <div>
        <Button icon="building" to="/me/acting/organisations/ask">
          {say('screen.organisations.ask')}
        </Button>
      </div>
    </Panel>
  );
}
