import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Tabs } from '../../../kit/desk.ts';
import { Loaded, Notice, Page, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { SystemView } from '../../agency/systems/data.ts';
import { InspectionsPanel } from '../../agency/systems/InspectionsPanel.tsx';
import { Standing } from '../../agency/systems/Standing.tsx';
import { DecisionPanel } from './DecisionPanel.tsx';
import { inspectionQuery } from './data.ts';
import { ListPanel, type Remarks } from './ListPanel.tsx';

/** A system's check list before an inspector. */
export function InspectionScreen() {
  const { system: id = '' } = useParams({ strict: false });
  const { say } = useWords();
  const system = useQuery(inspectionQuery(id));
  return (
    <Page
      title={system.data?.name ?? say('screen.systems.one')}
      lead={system.data?.organisationName}
      width="wide"
      error={system.isError}
      back={{ to: '/desk/inspections', label: say('screen.inspections.title') }}
    >
      <Loaded query={system} lines={10}>
        {(data) => <Known system={data} />}
      </Loaded>
    </Page>
  );
}

function Known({ system }: { system: SystemView }) {
  const { say } = useWords();
  const { tab } = useSearch({ strict: false }) as { tab?: string };
  const navigate = useNavigate();
  // What is to be given back is gathered while the list is read, and sent from the decision.
  const [remarks, setRemarks] = useState<Remarks>({});
  const before = system.standing === 'checking' || system.standing === 'reviewing';
  const tabs = [
    {
      id: 'list',
      label: say('screen.inspections.tab.list'),
      content: <ListPanel system={system} remarks={remarks} onRemarks={before ? setRemarks : undefined} />,
    },
    {
      id: 'decision',
      label: say('screen.inspections.tab.decision'),
      content: <DecisionPanel system={system} remarks={remarks} before={before} onReturned={() => setRemarks({})} />,
    },
    {
      id: 'history',
      label: say('screen.inspections.tab.history'),
      content:
        system.inspections.length > 0 ? (
          <InspectionsPanel inspections={system.inspections} />
        ) : (
          <Notice tone="plain">{say('screen.inspections.first')}</Notice>
        ),
    },
  ];
  return (
    <Stack>
      <p>
        <Standing system={system} />
      </p>
      {!before && (
        <Notice tone={system.review?.state === 'overdue' ? 'bad' : 'info'} title={say('screen.inspections.notBefore')}>
          {system.review?.suspendable === true && say('screen.inspections.suspendable')}
        </Notice>
      )}
      <Tabs
        label={system.name}
        tabs={tabs}
        value={tabs.some(({ id }) => id === tab) ? tab! : 'list'}
        onChange={(id) => void navigate({ to: '.', search: { tab: id } as never, replace: true })}
      />
    </Stack>
  );
}
