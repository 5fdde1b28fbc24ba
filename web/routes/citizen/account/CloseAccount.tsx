import { ConfirmedAct, Page, Panel, Stack, TextLink } from '../../../kit/index.ts';
import { forgetKept } from '../../../offline.ts';
import { useWords } from '../../../words.tsx';
import { closeAccount } from './data.ts';

const MEANS = ['sessions', 'signIn', 'acting', 'kept', 'told'] as const;

/** What closing one's account means and how it is opened again, before it is done; behind it the screens close. */
export function CloseAccountScreen() {
  const { say } = useWords();
  const leave = () => void forgetKept().finally(() => location.assign('/sign-in'));
  return (
    <Page
      title={say('screen.security.close.title')}
      lead={say('screen.security.close.lead')}
      back={{ to: '/me/security', label: say('screen.security.back') }}
      width="question"
    >
      <Stack gap="large">
        <Panel title={say('screen.security.close.what')}>
          <ul>
            {MEANS.map((one) => (
              <li key={one}>{say(`screen.security.close.${one}`)}</li>
            ))}
          </ul>
        </Panel>
        <Panel title={say('screen.security.close.againTitle')}>
          <p>{say('screen.security.close.again')}</p>
          <p>
            <TextLink to="/me/security">{say('screen.security.close.lockInstead')}</TextLink>
          </p>
        </Panel>
        <div>
          <ConfirmedAct
            kind="danger"
            title={say('screen.security.close.question')}
            text={say('screen.security.close.warning')}
            yes={say('screen.security.close.button')}
            act={closeAccount}
            onDone={leave}
          >
            {say('screen.security.close.button')}
          </ConfirmedAct>
        </div>
      </Stack>
    </Page>
  );
}
