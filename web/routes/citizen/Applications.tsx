import { useQuery } from '@tanstack/react-query';
import {
  ConfirmedAct,
  Disclosure,
  Empty,
  FieldList,
  FieldRow,
  LineHead,
  LineList,
  Loaded,
  Muted,
  Page,
  Panel,
  Stack,
  Status,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import {
  applicationsKey,
  applicationsQuery,
  blockCredit,
  type CreditApplication,
  type OwnApplications,
  unblockCredit,
} from './data.ts';
import { ObjectionForm } from './ObjectionForm.tsx';

/** Where somebody applied for credit in my name, "this was not me", and the block that lets nobody apply. */
export function ApplicationsScreen() {
  const { say } = useWords();
  const own = useQuery(applicationsQuery);
  return (
    <Page
      title={say('screen.applications.title')}
      lead={say('screen.applications.lead')}
      back={{ to: '/me/looks', label: say('screen.applications.back') }}
      error={own.isError}
    >
      <Loaded query={own} lines={6}>
        {({ blockedSince, applications }) => (
          <Stack gap="large">
            <BlockPanel blockedSince={blockedSince} />
            {applications.length === 0 ? (
              <Empty title={say('screen.applications.none.title')}>{say('screen.applications.none.text')}</Empty>
            ) : (
              <LineList lines={applications}>{(application) => <ApplicationLine application={application} />}</LineList>
            )}
            <Muted>{say('screen.applications.kept')}</Muted>
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function BlockPanel({ blockedSince }: { blockedSince: OwnApplications['blockedSince'] | undefined }) {
  const { say, moment } = useWords();
  if (blockedSince === undefined)
    return (
      <Panel title={say('screen.applications.block.offTitle')}>
        <p>{say('screen.applications.block.offText')}</p>
        <div>
          <ConfirmedAct
            title={say('screen.applications.block.setQuestion')}
            text={say('screen.applications.block.setText')}
            yes={say('screen.applications.block.set')}
            act={blockCredit}
            done={say('screen.applications.block.setDone')}
            refresh={applicationsKey}
          >
            {say('screen.applications.block.set')}
          </ConfirmedAct>
        </div>
      </Panel>
    );
  return (
    <Panel title={say('screen.applications.block.onTitle')} ground="accent">
      <p>{say('screen.applications.block.onText', { time: moment(blockedSince) })}</p>
      <div>
        <ConfirmedAct
          title={say('screen.applications.block.liftQuestion')}
          text={say('screen.applications.block.liftText')}
          yes={say('screen.applications.block.lift')}
          act={unblockCredit}
          done={say('screen.applications.block.liftDone')}
          refresh={applicationsKey}
        >
          {say('screen.applications.block.lift')}
        </ConfirmedAct>
      </div>
    </Panel>
  );
}

const tones = { open: 'wait', closed: 'plain', blocked: 'good' } as const;

function ApplicationLine({ application }: { application: CreditApplication }) {
  const { say, moment } = useWords();
  const { organisationName, product, at, state, closedAt, reference } = application;
  return (
    <Disclosure
      summary={
        <LineHead sentence={`${organisationName}: ${say(`value.creditProduct.${product}`)}`}>
          <time dateTime={at}>{moment(at)}</time>
          <Status tone={tones[state]}>{say(`value.creditState.${state}`)}</Status>
        </LineHead>
      }
    >
      {closedAt && (
        <FieldList>
          <FieldRow label={say('screen.applications.closedAt')}>{moment(closedAt)}</FieldRow>
        </FieldList>
      )}
      <ObjectionForm
        reference={reference}
        title={say('screen.applications.notMine')}
        button={say('screen.applications.notMe')}
      />
    </Disclosure>
  );
}
