import { useQuery } from '@tanstack/react-query';
import { Button, Cluster, ConfirmedAct, Loaded, Notice, Page, Panel, Stack, TextLink } from '../../../kit/index.ts';
import { forgetKept } from '../../../offline.ts';
import { useWords } from '../../../words.tsx';
import { AuthenticatorLine } from './AuthenticatorLine.tsx';
import { type Account, accountQuery, lockAccount } from './data.ts';
import classes from './lines.module.css';
import { SessionsPanel } from './SessionsPanel.tsx';
import { TrustedPanel } from './TrustedPanel.tsx';

/** What keeps the account safe: ways to sign in, devices, trusted persons, the log, the lock. */
export function SecurityScreen() {
  const { say } = useWords();
  const account = useQuery(accountQuery);
  return (
    <Page title={say('screen.security.title')} lead={say('screen.security.lead')} error={account.isError}>
      <Loaded query={account} lines={8}>
        {(known) => (
          <Stack gap="large">
            <Standing account={known} />
            <Ways account={known} />
            <SessionsPanel />
            <TrustedPanel trusted={known.trusted} />
            <Panel title={say('screen.securityLog.title')}>
              <p>{say('screen.security.log')}</p>
              <div>
                <Button icon="history" to="/me/security/log">
                  {say('screen.security.openLog')}
                </Button>
              </div>
            </Panel>
            <Lock />
            <Panel title={say('screen.security.close.title')}>
              <p>{say('screen.security.close.text')}</p>
              <div>
                <Button to="/me/security/close">{say('screen.security.close.open')}</Button>
              </div>
            </Panel>
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ account }: { account: Account }) {
  const { say, moment } = useWords();
  const proved = account.contacts.filter((contact) => contact.proved).length;
  return (
    <Panel title={say(`value.accountLevel.${account.level}`)} ground="accent">
      <p>{say(`screen.security.level.${account.level}`)}</p>
      <p>
        {say('screen.security.assurance', {
          assurance: say(`value.assurance.${account.assurance}`),
          time: moment(account.provedAt),
        })}
      </p>
      <p>
        {say('screen.security.contacts', { count: proved })}{' '}
        <TextLink to="/me/settings">{say('screen.security.changeContacts')}</TextLink>
      </p>
    </Panel>
  );
}

function Ways({ account: { authenticators, recoveryCodesLeft, recoveryOnly } }: { account: Account }) {
  const { say } = useWords();
  return (
    <Panel title={say('screen.security.ways')}>
      {recoveryOnly && (
        <Notice tone="wait" title={say('screen.home.recovered.title')}>
          <p>{say('screen.home.recovered.text')}</p>
        </Notice>
      )}
      {authenticators.length === 0 && <p>{say('screen.security.noWay')}</p>}
      <ul className={classes.lines}>
        {authenticators.map((one) => (
          <AuthenticatorLine key={one.id} authenticator={one} codesLeft={recoveryCodesLeft} />
        ))}
      </ul>
      <Cluster>
        <Button icon="key" to="/me/security/passkey">
          {say('screen.security.addPasskey')}
        </Button>
        <Button icon="device" to="/me/security/totp">
          {say('screen.security.addTotp')}
        </Button>
        {!recoveryOnly && (
          <Button icon="document" to="/me/security/codes">
            {say('screen.security.makeCodes')}
          </Button>
        )}
      </Cluster>
    </Panel>
  );
}

/** Ends every session, this one too: the screens close behind it. */
function Lock() {
  const { say } = useWords();
  const leave = () => void forgetKept().finally(() => location.assign('/sign-in'));
  return (
    <Panel title={say('screen.security.lock.title')} ground="warm">
      <p>{say('screen.security.lock.text')}</p>
      <div>
        <ConfirmedAct
          kind="danger"
          icon="lock"
          title={say('screen.security.lock.question')}
          text={say('screen.security.lock.warning')}
          yes={say('screen.security.lock.button')}
          act={() => lockAccount('owner')}
          onDone={leave}
        >
          {say('screen.security.lock.button')}
        </ConfirmedAct>
      </div>
    </Panel>
  );
}
