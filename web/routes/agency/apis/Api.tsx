import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { CopyBlock, Table, Tabs } from '../../../kit/desk.ts';
import { Button, FieldList, FieldRow, Loaded, Notice, Page, Panel, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { ServiceState } from '../connections/Services.tsx';
import { StepActions } from '../connections/StepActions.tsx';
import { AccessPanel } from './AccessPanel.tsx';
import { type Api, apiQuery, apisKey, moveApi } from './data.ts';

/** One API: for its owner, and for the inspector who signs it. */
export function ApiScreen() {
  const { api = '' } = useParams({ strict: false });
  const { say } = useWords();
  const { caller } = useSession();
  const query = useQuery(apiQuery(api));
  const inspects = caller.scopes.includes('services.inspect');
  const known = query.data;
  return (
    <Page
      title={known?.name ?? say('screen.apis.one')}
      lead={known?.organisationName}
      width="wide"
      error={query.isError}
      back={{ to: inspects ? '/desk/apis' : '/agency/apis', label: say('screen.apis.title') }}
      actions={
        known &&
        !inspects &&
        !['suspended', 'closed'].includes(known.state) && (
          <Button icon="correct" to="/agency/apis/$api/change" params={{ api }}>
            {say('screen.services.change')}
          </Button>
        )
      }
    >
      <Loaded query={query} lines={8}>
        {(data) => <Known api={data} inspects={inspects} />}
      </Loaded>
    </Page>
  );
}

function Known({ api, inspects }: { api: Api; inspects: boolean }) {
  const { say } = useWords();
  const { tab } = useSearch({ strict: false }) as { tab?: string };
  const navigate = useNavigate();
  const { state, submitted, proposed, refusal } = api;
  const tabs = [
    { id: 'api', label: say('screen.apis.one'), content: <Terms api={api} /> },
    { id: 'access', label: say('screen.apis.tab.access'), content: <AccessPanel api={api} mine={!inspects} /> },
  ];
  return (
    <Stack>
      <p>
        <ServiceState service={{ state, submitted, changeWaits: proposed !== undefined }} />
      </p>
      {refusal !== undefined && (
        <Notice tone="bad" title={say(state === 'suspended' ? 'screen.apis.stopped' : 'screen.services.refused')}>
          {refusal}
        </Notice>
      )}
      {state === 'simulation' && <Notice tone="info">{say('screen.apis.simulationText')}</Notice>}
      <StepActions
        of={api}
        inspects={inspects}
        version={api.version}
        words="apis"
        refresh={apisKey}
        move={(act, body, key) => moveApi(api.api, act, body, key)}
      />
      <Tabs
        label={api.name}
        tabs={tabs}
        value={tab === 'access' ? tab : 'api'}
        onChange={(id) => void navigate({ to: '.', search: { tab: id } as never, replace: true })}
      />
    </Stack>
  );
}

function Terms({ api }: { api: Api }) {
  const { say } = useWords();
  return (
    <Stack>
      {api.proposed && (
        <GivenPanel title={say('screen.services.proposed', { version: api.version })} given={api.proposed} />
      )}
      <GivenPanel title={say('screen.apis.inForce')} given={api.inForce} />
    </Stack>
  );
}

function GivenPanel({ title, given }: { title: string; given: Api['inForce'] }) {
  const { say } = useWords();
  return (
    <Panel title={title}>
      <FieldList>
        <FieldRow label={say('screen.services.name')}>
          <InEach texts={given.name} />
        </FieldRow>
        <FieldRow label={say('screen.apis.indicator')}>
          <CopyBlock label="resource" text={given.indicator} />
        </FieldRow>
        <FieldRow label={say('screen.apis.tokens')} source={say('screen.apis.seconds', { count: given.tokenSeconds })}>
          {say(`value.tokenFormat.${given.tokenFormat}`)}
        </FieldRow>
        {given.reader !== undefined && (
          <FieldRow label={say('screen.apis.reader')}>
            <code>{given.reader}</code>
          </FieldRow>
        )}
      </FieldList>
      <Table
        caption={say('screen.apis.scopes')}
        showCaption
        rows={given.scopes}
        rowKey={({ scope }) => scope}
        columns={[
          { key: 'scope', head: 'scope', main: true, cell: ({ scope }) => <code>{scope}</code> },
          { key: 'name', head: say('screen.apis.scopeName'), cell: ({ name }) => <InEach texts={name} /> },
          {
            key: 'description',
            head: say('screen.apis.scopeText'),
            cell: ({ description }) => <InEach texts={description} />,
          },
        ]}
      />
    </Panel>
  );
}

/** The same in every language of the country, each said in its own. */
function InEach({ texts }: { texts: Readonly<Record<string, string>> }) {
  return (
    <ul>
      {Object.entries(texts).map(([language, text]) => (
        <li key={language} lang={language}>
          {text}
        </li>
      ))}
    </ul>
  );
}
