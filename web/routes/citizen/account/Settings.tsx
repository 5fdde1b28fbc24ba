import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, LanguageChoice, Loaded, Page, Panel, ProblemNotice, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { download } from '../../agency/download.ts';
import { useFrame } from '../../root.tsx';
import { ContactsPanel } from './ContactsPanel.tsx';
import { writeCsv } from './csv.ts';
import { accountQuery, readAllEvents } from './data.ts';

export function SettingsScreen() {
  const { say, language } = useWords();
  const { session, onLanguage } = useFrame();
  const account = useQuery(accountQuery);
  return (
    <Page title={say('screen.settings.title')} error={account.isError}>
      <Stack gap="large">
        <Panel title={say('kit.shell.language')}>
          <p>{say('screen.settings.language')}</p>
          <div>
            <LanguageChoice languages={session.languages} language={language} onLanguage={onLanguage} />
          </div>
        </Panel>
        <Loaded query={account} lines={4}>
          {({ contacts }) => <ContactsPanel contacts={contacts} />}
        </Loaded>
        <Export />
      </Stack>
    </Page>
  );
}

function Export() {
  const { say } = useWords();
  const write = useMutation({
    mutationFn: readAllEvents,
    onSuccess: (events) => {
      const head = ['at', 'kind', 'text', 'line'].map((column) => say(`screen.settings.export.${column}`));
      const rows = events.map(({ at, kind, text, line }) => [at, kind, text, line]);
      download('dancu-security-log.csv', writeCsv([head, ...rows]), 'text/csv;charset=utf-8');
    },
  });
  return (
    <Panel title={say('screen.settings.export.title')}>
      <p>{say('screen.settings.export.lead')}</p>
      {write.isError && <ProblemNotice error={write.error} />}
      <div>
        <Button icon="download" busy={write.isPending} onClick={() => write.mutate()}>
          {say('screen.settings.export.button')}
        </Button>
      </div>
    </Panel>
  );
}
