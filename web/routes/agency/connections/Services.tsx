import { useQuery } from '@tanstack/react-query';
import { type Column, Table } from '../../../kit/desk.ts';
import { Button, Empty, Loaded, Page, Status, TextLink, type Tone } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type ServiceLine, servicesQuery } from './data.ts';

const TONES: Readonly<Record<string, Tone>> = {
  production: 'good',
  simulation: 'info',
  checking: 'wait',
  suspended: 'bad',
};

export function ServiceState({ service }: { service: Pick<ServiceLine, 'state' | 'submitted' | 'changeWaits'> }) {
  const { say } = useWords();
  return (
    <>
      <Status tone={TONES[service.state] ?? 'plain'}>{say(`value.serviceState.${service.state}`)}</Status>{' '}
      {service.changeWaits && (
        <Status tone="wait">
          {say(service.submitted ? 'screen.services.changeChecking' : 'screen.services.changeWaits')}
        </Status>
      )}
    </>
  );
}

interface ServiceTableProps {
  caption: string;
  showCaption?: boolean;
  services: readonly ServiceLine[];
  to: '/agency/services/$client' | '/desk/services/$client';
  /** What stands between the name and the state. */
  whose: Column<ServiceLine>;
  /** What stands after it. */
  since: Column<ServiceLine>;
}

function ServiceTable({ services, to, whose, since, ...caption }: ServiceTableProps) {
  const { say } = useWords();
  return (
    <Table
      {...caption}
      rows={services}
      rowKey={({ client }) => client}
      columns={[
        {
          key: 'name',
          head: say('screen.services.name'),
          main: true,
          cell: ({ client, name }) => (
            <TextLink to={to} params={{ client }}>
              {name}
            </TextLink>
          ),
        },
        whose,
        { key: 'state', head: say('screen.services.state'), cell: (service) => <ServiceState service={service} /> },
        since,
      ]}
    />
  );
}

/** An organisation's services that sign people in with us. */
export function ServicesScreen() {
  const { say, moment } = useWords();
  const listed = useQuery(servicesQuery);
  return (
    <Page
      title={say('screen.services.title')}
      lead={say('screen.services.lead')}
      width="wide"
      error={listed.isError}
      back={{ to: '/agency', label: say('screen.agency.back') }}
      actions={
        <Button kind="primary" icon="add" to="/agency/services/new">
          {say('screen.services.new')}
        </Button>
      }
    >
      <Loaded query={listed} lines={5}>
        {({ services }) =>
          services.length === 0 ? (
            <Empty title={say('screen.services.none.title')}>{say('screen.services.none.text')}</Empty>
          ) : (
            <ServiceTable
              caption={say('screen.services.title')}
              services={services}
              to="/agency/services/$client"
              whose={{ key: 'client', head: 'client_id', cell: ({ client }) => <code>{client}</code> }}
              since={{
                key: 'changed',
                head: say('screen.services.changed'),
                cell: ({ changedAt }) => moment(changedAt),
              }}
            />
          )
        }
      </Loaded>
    </Page>
  );
}

/** The inspector's queue: what waits, longest first, and what is in production. */
export function InspectionScreen() {
  const { say, moment } = useWords();
  const listed = useQuery(servicesQuery);
  const list = (caption: string, services: readonly ServiceLine[]) => (
    <ServiceTable
      caption={caption}
      showCaption
      services={services}
      to="/desk/services/$client"
      whose={{
        key: 'organisation',
        head: say('screen.services.organisation'),
        cell: ({ organisationName }) => organisationName,
      }}
      since={{
        key: 'since',
        head: say('screen.services.since'),
        cell: ({ submittedAt, changedAt }) => moment(submittedAt ?? changedAt),
      }}
    />
  );
  return (
    <Page
      title={say('screen.services.inspection.title')}
      lead={say('screen.services.inspection.lead')}
      width="wide"
      error={listed.isError}
    >
      <Loaded query={listed} lines={5}>
        {({ services }) => {
          const waiting = services.filter(({ submitted }) => submitted);
          const others = services.filter(({ submitted }) => !submitted);
          return (
            <>
              {waiting.length === 0 ? (
                <Empty title={say('screen.services.inspection.none')}>
                  {say('screen.services.inspection.noneText')}
                </Empty>
              ) : (
                list(say('screen.services.inspection.waiting'), waiting)
              )}
              {others.length > 0 && list(say('screen.services.inspection.others'), others)}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
