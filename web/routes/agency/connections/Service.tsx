import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { CopyBlock, Table, Tabs } from '../../../kit/desk.ts';
import {
  Button,
  Disclosure,
  FieldList,
  FieldRow,
  FigureTile,
  Loaded,
  Loading,
  Notice,
  Page,
  Panel,
  Stack,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { ServiceApis } from '../apis/ServiceApis.tsx';
import classes from '../CountList.module.css';
import { CheckPanel } from './CheckPanel.tsx';
import { moveService, type Service, serviceFiguresQuery, serviceQuery } from './data.ts';
import { KeyPanel } from './KeyPanel.tsx';
import { ServiceState } from './Services.tsx';
import { StepActions } from './StepActions.tsx';
import { clientLines, curlLine } from './serviceLines.ts';

const UsageChart = lazy(() => import('../UsageChart.tsx'));

/** One service: for its own organisation, and for the inspector who signs it. */
export function ServiceScreen() {
  const { client = '' } = useParams({ strict: false });
  const { say } = useWords();
  const { caller } = useSession();
  const service = useQuery(serviceQuery(client));
  const inspects = caller.scopes.includes('services.inspect');
  const known = service.data;
  return (
    <Page
      title={known?.name ?? say('screen.services.one')}
      lead={known?.organisationName}
      width="wide"
      error={service.isError}
      back={{ to: inspects ? '/desk/services' : '/agency/services', label: say('screen.services.title') }}
      actions={
        known &&
        !inspects &&
        !['suspended', 'closed'].includes(known.state) && (
          <Button icon="correct" to="/agency/services/$client/change" params={{ client }}>
            {say('screen.services.change')}
          </Button>
        )
      }
    >
      <Loaded query={service} lines={8}>
        {(data) => <Known service={data} inspects={inspects} />}
      </Loaded>
    </Page>
  );
}

function Known({ service, inspects }: { service: Service; inspects: boolean }) {
  const { say } = useWords();
  const { tab } = useSearch({ strict: false }) as { tab?: string };
  const navigate = useNavigate();
  const tabs = [
    { id: 'service', label: say('screen.services.tab.service'), content: <Terms service={service} /> },
    {
      id: 'checks',
      label: say('screen.services.tab.checks'),
      content: <CheckPanel service={service} mine={!inspects} />,
    },
    ...(inspects
      ? []
      : [
          { id: 'apis', label: say('screen.apis.title'), content: <ServiceApis service={service} /> },
          { id: 'lines', label: say('screen.services.tab.lines'), content: <Lines service={service} /> },
        ]),
    ...(service.keys.length > 0
      ? [
          {
            id: 'keys',
            label: say('screen.services.tab.keys'),
            content: <KeyPanel service={service} mine={!inspects} />,
          },
        ]
      : []),
    { id: 'figures', label: say('screen.services.tab.figures'), content: <ServiceFigures client={service.client} /> },
    { id: 'versions', label: say('screen.services.tab.versions'), content: <Versions service={service} /> },
  ];
  return (
    <Stack>
      <p>
        <ServiceState service={service} />
      </p>
      {service.refusal !== undefined && (
        <Notice tone="bad" title={say('screen.services.refused')}>
          {service.refusal}
        </Notice>
      )}
      {service.state === 'simulation' && <Notice tone="info">{say('screen.services.simulationText')}</Notice>}
      <StepActions
        of={service}
        inspects={inspects}
        version={service.proposed?.version ?? service.version}
        words="services"
        refresh={['services']}
        move={(act, body, key) => moveService(service.client, act, body, key)}
      />
      <Tabs
        label={service.name}
        tabs={tabs}
        value={tabs.some(({ id }) => id === tab) ? (tab ?? 'service') : 'service'}
        onChange={(id) => void navigate({ to: '.', search: { tab: id } as never, replace: true })}
      />
    </Stack>
  );
}

function Terms({ service }: { service: Service }) {
  const { say } = useWords();
  return (
    <Stack>
      {service.proposed && (
        <GivenPanel
          title={say('screen.services.proposed', { version: service.proposed.version })}
          given={service.proposed}
        />
      )}
      <GivenPanel title={say('screen.services.inForce', { version: service.version })} given={service.inForce} />
    </Stack>
  );
}

function GivenPanel({ title, given }: { title: string; given: Service['inForce'] }) {
  const { say } = useWords();
  const { metadata } = given;
  const list = (items: readonly string[]) => (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
  const address = (name: 'jwks_uri' | 'backchannel_logout_uri' | 'backchannel_client_notification_endpoint') =>
    metadata[name] !== undefined && (
      <FieldRow label={name}>
        <span className={classes.code}>{metadata[name]}</span>
      </FieldRow>
    );
  return (
    <Panel title={title}>
      <FieldList>
        <FieldRow label={say('screen.services.name')}>{list(Object.values(given.name))}</FieldRow>
        <FieldRow label={say('screen.looks.purpose')} source={given.legalBasisTitle}>
          {given.purposeSentence}
        </FieldRow>
        <FieldRow label={say('screen.services.fields')}>
          {given.fields.length === 0
            ? say('screen.services.noFields')
            : list(
                given.fields.map(
                  ({ name, required }) => `${name} (${say(`screen.services.form.wish.${required ? 'must' : 'may'}`)})`,
                ),
              )}
        </FieldRow>
        <FieldRow label={say('screen.services.assurance')}>{say(`value.serviceAssurance.${given.assurance}`)}</FieldRow>
        <FieldRow label={say('screen.services.actsFor')}>
          {given.actsFor.length === 0
            ? say('screen.services.actsForNobody')
            : list(given.actsFor.map((one) => say(`screen.services.form.${one}`)))}
        </FieldRow>
        <FieldRow label="redirect_uris">{list(metadata.redirect_uris)}</FieldRow>
        {metadata.post_logout_redirect_uris && (
          <FieldRow label="post_logout_redirect_uris">{list(metadata.post_logout_redirect_uris)}</FieldRow>
        )}
        {address('backchannel_logout_uri')}
        <FieldRow label={say('screen.services.authentication')} source={say(`value.serviceProfile.${given.profile}`)}>
          {say(`value.serviceMethod.${metadata.token_endpoint_auth_method}`)}
        </FieldRow>
        {address('jwks_uri')}
        <FieldRow label="grant_types">{list(metadata.grant_types)}</FieldRow>
        {address('backchannel_client_notification_endpoint')}
      </FieldList>
    </Panel>
  );
}

function Lines({ service }: { service: Service }) {
  const { say } = useWords();
  return (
    <Panel title={say('screen.services.tab.lines')}>
      <p>{say('screen.services.linesText')}</p>
      <CopyBlock label="client_id" text={service.client} />
      <CopyBlock label="issuer" text={service.issuer} />
      <CopyBlock label="curl" text={curlLine(service)} />
      <CopyBlock label="openid-client" text={clientLines(service)} />
    </Panel>
  );
}

function ServiceFigures({ client }: { client: string }) {
  const { say, number, date } = useWords();
  const figures = useQuery(serviceFiguresQuery(client));
  return (
    <Loaded query={figures} lines={6}>
      {({ signIns, refusals, signOuts, days }) => (
        <Panel title={say('screen.services.figures.title')}>
          <div className={classes.figures}>
            <FigureTile value={number(signIns)} label={say('screen.services.figures.signIns')} />
            <FigureTile value={number(refusals)} label={say('screen.services.figures.refusals')} />
            <FigureTile value={number(signOuts)} label={say('screen.services.figures.signOuts')} />
          </div>
          <Suspense fallback={<Loading lines={6} />}>
            <UsageChart
              days={days.map((each) => ({
                day: each.day,
                requests: each.signIns + each.refusals,
                problems: each.refusals,
              }))}
            />
          </Suspense>
          <Disclosure summary={say('screen.agency.days.table')}>
            <Table
              caption={say('screen.services.figures.title')}
              rows={days}
              rowKey={({ day }) => day}
              columns={[
                { key: 'day', head: say('screen.agency.days.day'), main: true, cell: ({ day }) => date(day) },
                {
                  key: 'signIns',
                  head: say('screen.services.figures.signIns'),
                  numeric: true,
                  cell: (each) => number(each.signIns),
                },
                {
                  key: 'refusals',
                  head: say('screen.services.figures.refusals'),
                  numeric: true,
                  cell: (each) => number(each.refusals),
                },
              ]}
            />
          </Disclosure>
        </Panel>
      )}
    </Loaded>
  );
}

function Versions({ service }: { service: Service }) {
  const { say, moment, has } = useWords();
  const nameOf = (part: string) => (has(`screen.services.part.${part}`) ? say(`screen.services.part.${part}`) : part);
  return (
    <Panel title={say('screen.services.tab.versions')}>
      <Table
        caption={say('screen.services.tab.versions')}
        rows={service.versions}
        rowKey={({ version }) => String(version)}
        columns={[
          { key: 'version', head: say('screen.services.version'), main: true, cell: ({ version }) => version },
          { key: 'at', head: say('screen.services.changed'), cell: ({ changedAt }) => moment(changedAt) },
          { key: 'by', head: say('screen.services.by'), cell: ({ changedBy }) => <code>{changedBy}</code> },
          {
            key: 'what',
            head: say('screen.services.changedParts'),
            cell: ({ changed }) => changed.map(nameOf).join(', ') || '–',
          },
        ]}
      />
    </Panel>
  );
}
