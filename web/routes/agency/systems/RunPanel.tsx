import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CopyBlock } from '../../../kit/desk.ts';
import {
  Button,
  Cluster,
  Loaded,
  Notice,
  Panel,
  PlainAct,
  ProblemNotice,
  Stack,
  Status,
  type Tone,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { sendAsItIs, sendSigned } from '../exchange.ts';
import type { KeptKey } from '../keyStore.ts';
import { beginRun, type RunReport, readRun, runQuery, type SystemView } from './data.ts';
import { conformanceLine } from './lines.ts';
import { RunSteps } from './RunSteps.tsx';
import { runHere } from './runHere.ts';
import { useOwnKey } from './useKeptKeys.ts';

const TONES: Readonly<Record<string, Tone>> = { open: 'info', passed: 'good', failed: 'bad', over: 'plain' };

/** A conformance run: begun here, done by the system or by this browser, seen step by step as it happens. */
export function RunPanel({ system }: { system: SystemView }) {
  const { say, moment } = useWords();
  const [newest] = system.runs;
  const key = useOwnKey(system);
  const open = newest?.state === 'open';
  return (
    <Stack>
      <Panel title={say('screen.systems.run.title')}>
        <Stack>
          <p>{say('screen.systems.run.text')}</p>
          {!newest && <p>{say('screen.systems.run.none')}</p>}
          <Cluster>
            {key && <RunHere system={system} run={open ? newest.run : undefined} apiKey={key} />}
            <PlainAct
              icon={newest ? 'history' : 'add'}
              act={() => beginRun(system.system)}
              done={say('screen.systems.run.begun')}
              refresh={['agency', 'connections']}
            >
              {say(newest ? 'screen.systems.run.beginNew' : 'screen.systems.run.begin')}
            </PlainAct>
          </Cluster>
          {key ? (
            <p>{say('screen.systems.run.hereText')}</p>
          ) : (
            <Notice tone="plain">{say('screen.systems.noKeyHere')}</Notice>
          )}
        </Stack>
      </Panel>
      {newest && <NewestRun key={newest.run} system={system} run={newest.run} />}
      {system.runs.length > 1 && (
        <Panel title={say('screen.systems.run.earlier')}>
          <ul>
            {system.runs.slice(1, 6).map(({ run, state, begunAt }) => (
              <li key={run}>
                {moment(begunAt)} <Status tone={TONES[state] ?? 'plain'}>{say(`value.runState.${state}`)}</Status>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Stack>
  );
}

function NewestRun({ system, run }: { system: SystemView; run: string }) {
  const report = useQuery(runQuery(run));
  return (
    <Loaded query={report} lines={12}>
      {(data) => <Report system={system} report={data} />}
    </Loaded>
  );
}

function Report({ system, report }: { system: SystemView; report: RunReport }) {
  const { say, moment } = useWords();
  const { state, run, begunAt, endsAt, steps, header } = report;
  const passed = steps.filter((step) => step.state === 'passed').length;
  const kid = system.keys.find(({ revoked }) => !revoked)?.kid ?? '';
  return (
    <Panel
      title={say('screen.systems.run.of', { moment: moment(begunAt) })}
      actions={<Status tone={TONES[state] ?? 'plain'}>{say(`value.runState.${state}`)}</Status>}
    >
      <Stack>
        <p role="status">
          <strong>{say('screen.systems.run.progress', { passed, all: steps.length })}</strong>
        </p>
        <Notice tone={TONES[state] ?? 'plain'}>
          {say(`screen.systems.run.state.${state}`, { moment: moment(endsAt) })}
        </Notice>
        {state === 'open' && (
          <>
            <CopyBlock
              label={say('screen.systems.run.line')}
              text={conformanceLine({ kid, origin: location.origin, run })}
            />
            <p>{say('screen.systems.run.own')}</p>
            <CopyBlock label={say('screen.systems.run.header')} text={header} />
          </>
        )}
        <RunSteps steps={steps} />
      </Stack>
    </Panel>
  );
}

interface RunHereProps {
  system: SystemView;
  /** The one that is open; one is begun where there is none. */
  run: string | undefined;
  apiKey: KeptKey;
}

/** The whole run with this browser's key: what passes is the key and the way, not yet the organisation's own code. */
function RunHere({ system, run, apiKey }: RunHereProps) {
  const { say, language } = useWords();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ['agency'] });
  const running = useMutation({
    mutationFn: async () => {
      const id = run ?? (await beginRun(system.system)).run;
      await refresh();
      await runHere(await readRun(id), {
        origin: location.origin,
        send: async (request) => {
          const { request: sent, answer, check } = await sendSigned(request, apiKey, language);
          return { request: sent, status: answer.status, believed: check.verdict === 'holds' };
        },
        repeat: async (request) => (await sendAsItIs(request, language)).arrayBuffer(),
        wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
        newTransaction: () => crypto.randomUUID(),
      });
    },
    onSettled: refresh,
  });
  return (
    <>
      {running.error && <ProblemNotice error={running.error} />}
      <Button kind="primary" icon="terminal" busy={running.isPending} onClick={() => running.mutate()}>
        {say('screen.systems.run.here')}
      </Button>
    </>
  );
}
