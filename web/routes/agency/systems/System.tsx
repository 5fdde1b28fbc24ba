import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Tabs } from '../../../kit/desk.ts';
import { Loaded, Page, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { CheckPanel } from './CheckPanel.tsx';
import { type SystemView, systemQuery } from './data.ts';
import { FirstQuestion } from './FirstQuestion.tsx';
import { KeyPanel } from './KeyPanel.tsx';
import { LifeSteps } from './LifeSteps.tsx';
import { NextStep } from './NextStep.tsx';
import { RunPanel } from './RunPanel.tsx';
import { Standing } from './Standing.tsx';
import { StandingPanel } from './StandingPanel.tsx';

/** One system, from its first key to its yearly review. */
export function SystemScreen() {
  const { system: id = '' } = useParams({ strict: false });
  const { say } = useWords();
  const system = useQuery(systemQuery(id));
  return (
    <Page
      title={system.data?.name ?? say('screen.systems.one')}
      width="wide"
      error={system.isError}
      back={{ to: '/agency/systems', label: say('screen.systems.title') }}
    >
      <Loaded query={system} lines={8}>
        {(data) => <Known system={data} />}
      </Loaded>
    </Page>
  );
}

function Known({ system }: { system: SystemView }) {
  const { say } = useWords();
  const { caller } = useSession();
  const { tab } = useSearch({ strict: false }) as { tab?: string };
  const navigate = useNavigate();
  const manages = caller.scopes.includes('exchange.manage');
  const simulated = system.stage === 'simulation';
  const contents = {
    ...(simulated && { first: <FirstQuestion system={system} />, run: <RunPanel system={system} /> }),
    checks: <CheckPanel system={system} manages={manages} />,
    keys: <KeyPanel system={system.system} manages={manages} />,
    standing: <StandingPanel system={system} />,
  };
  const tabs = Object.entries(contents).map(([name, content]) => ({
    ...{ id: name, content },
    label: say(`screen.systems.tab.${name}`),
  }));
  const open = tabs.some(({ id }) => id === tab) ? tab! : simulated ? 'first' : 'standing';
  return (
    <Stack>
      <p>
        <Standing system={system} />
      </p>
      {simulated && <LifeSteps system={system} />}
      <NextStep system={system} tab={open} />
      <Tabs
        label={system.name}
        tabs={tabs}
        value={open}
        onChange={(id) => void navigate({ to: '.', search: { tab: id } as never, replace: true })}
      />
    </Stack>
  );
}
