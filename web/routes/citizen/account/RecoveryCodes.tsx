import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  announce,
  Button,
  Cluster,
  ConfirmedAct,
  Loaded,
  Notice,
  Page,
  Panel,
  PlainAct,
  Stack,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { download } from '../../agency/download.ts';
import { useSession } from '../../root.tsx';
import { accountKey, accountQuery, makeRecoveryCodes } from './data.ts';
import classes from './RecoveryCodes.module.css';

/** Ten codes on paper, each good for once; shown once. */
export function RecoveryCodesScreen() {
  const { say } = useWords();
  const queries = useQueryClient();
  const account = useQuery(accountQuery);
  const [codes, setCodes] = useState<readonly string[]>();
  const make = async () => {
    setCodes((await makeRecoveryCodes()).codes);
    void queries.invalidateQueries({ queryKey: accountKey });
  };
  return (
    <Page
      title={say('screen.codes.title')}
      lead={say('screen.codes.lead')}
      back={{ to: '/me/security', label: say('screen.security.back') }}
      width="question"
    >
      {codes ? (
        <Sheet codes={codes} />
      ) : (
        <Loaded query={account} lines={2}>
          {({ recoveryCodesLeft }) => (
            <Stack>
              <p>{say('screen.security.codesLeft', { count: recoveryCodesLeft })}</p>
              <div>
                {recoveryCodesLeft > 0 ? (
                  <ConfirmedAct
                    kind="primary"
                    title={say('screen.codes.again')}
                    text={say('screen.codes.againText')}
                    yes={say('screen.codes.make')}
                    act={make}
                  >
                    {say('screen.codes.make')}
                  </ConfirmedAct>
                ) : (
                  <PlainAct kind="primary" act={make}>
                    {say('screen.codes.make')}
                  </PlainAct>
                )}
              </div>
            </Stack>
          )}
        </Loaded>
      )}
    </Page>
  );
}

function Sheet({ codes }: { codes: readonly string[] }) {
  const { say } = useWords();
  const { caller } = useSession();
  const text = codes.join('\n');
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    announce(say('kit.copy.done'));
  };
  return (
    <Stack>
      <div role="alert">
        <Notice tone="wait" title={say('screen.codes.once.title')}>
          <p>{say('screen.codes.once.text')}</p>
        </Notice>
      </div>
      <Panel title={say('screen.codes.sheet', { name: caller.name })}>
        <ol className={classes.codes}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <div className="no-print">
          <Cluster>
            <Button icon="document" onClick={() => print()}>
              {say('screen.codes.print')}
            </Button>
            <Button icon="download" onClick={() => download('dancu-recovery-codes.txt', `${text}\n`, 'text/plain')}>
              {say('screen.codes.download')}
            </Button>
            <Button onClick={() => void copy()}>{say('kit.copy.button')}</Button>
          </Cluster>
        </div>
      </Panel>
      <div className="no-print">
        <Button kind="primary" to="/me/security">
          {say('screen.codes.kept')}
        </Button>
      </div>
    </Stack>
  );
}
