import { useQuery } from '@tanstack/react-query';
import { type Column, Table } from '../../../kit/desk.ts';
import { Button, Empty, Loaded, Page, Status, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from '../CountList.module.css';
import { ServiceState } from '../connections/Services.tsx';
import { type ApiLine, apisQuery } from './data.ts';

interface ApiTableProps<Line extends ApiLine> {
  caption: string;
  showCaption?: boolean;
  apis: readonly Line[];
  to: '/agency/apis/$api' | '/desk/apis/$api';
  last: Column<Line>;
}

function ApiTable<Line extends ApiLine>({ apis, to, last, ...caption }: ApiTableProps<Line>) {
  const { say } = useWords();
  return (
    <Table
      {...caption}
      rows={apis}
      rowKey={({ api }) => api}
      columns={[
        {
          key: 'name',
          head: say('screen.services.name'),
          main: true,
          cell: ({ api, name }) => (
            <TextLink to={to} params={{ api }}>
              {name}
            </TextLink>
          ),
        },
        {
          key: 'indicator',
          head: say('screen.apis.indicator'),
          cell: ({ indicator }) => <code className={classes.code}>{indicator}</code>,
        },
        {
          key: 'state',
          head: say('screen.services.state'),
          cell: ({ state, submitted }) => (
            <ServiceState service={{ state, submitted, changeWaits: submitted && state !== 'checking' }} />
          ),
        },
        last,
      ]}
    />
  );
}

/** An organisation's own APIs that tokens are made for. */
export function ApisScreen() {
  const { say } = useWords();
  const listed = useQuery(apisQuery);
  return (
    <Page
      title={say('screen.apis.title')}
      lead={say('screen.apis.lead')}
      width="wide"
      error={listed.isError}
      back={{ to: '/agency', label: say('screen.agency.back') }}
      actions={
        <Button kind="primary" icon="add" to="/agency/apis/new">
          {say('screen.apis.new')}
        </Button>
      }
    >
      <Loaded query={listed} lines={5}>
        {({ own }) =>
          own.length === 0 ? (
            <Empty title={say('screen.apis.none.title')}>{say('screen.apis.none.text')}</Empty>
          ) : (
            <ApiTable
              caption={say('screen.apis.title')}
              apis={own}
              to="/agency/apis/$api"
              last={{
                key: 'asking',
                head: say('screen.apis.tab.access'),
                cell: ({ asking }) =>
                  asking > 0 ? (
                    <Status tone="wait">{say('screen.apis.asking', { count: asking })}</Status>
                  ) : (
                    say('screen.apis.nobodyAsks')
                  ),
              }}
            />
          )
        }
      </Loaded>
    </Page>
  );
}

/** The inspector's queue: what waits, longest first, and what serves or is stopped. */
export function ApiInspectionScreen() {
  const { say } = useWords();
  const listed = useQuery(apisQuery);
  const list = (caption: string, apis: readonly ApiLine[]) => (
    <ApiTable
      caption={caption}
      showCaption
      apis={apis}
      to="/desk/apis/$api"
      last={{
        key: 'organisation',
        head: say('screen.services.organisation'),
        cell: ({ organisationName }) => organisationName,
      }}
    />
  );
  return (
    <Page
      title={say('screen.apis.inspection.title')}
      lead={say('screen.apis.inspection.lead')}
      width="wide"
      error={listed.isError}
    >
      <Loaded query={listed} lines={5}>
        {({ open }) => {
          const waiting = open.filter(({ submitted }) => submitted);
          const others = open.filter(({ submitted }) => !submitted);
          return (
            <>
              {waiting.length === 0 ? (
                <Empty title={say('screen.services.inspection.none')}>{say('screen.apis.inspection.noneText')}</Empty>
              ) : (
                list(say('screen.services.inspection.waiting'), waiting)
              )}
              {others.length > 0 && list(say('screen.apis.inspection.others'), others)}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
