import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  Cluster,
  ConfirmedAct,
  Empty,
  Loaded,
  LoadedList,
  Notice,
  Page,
  Panel,
  PlainAct,
  Stack,
  type Tone,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { ApprovalPanel } from './ApprovalPanel.tsx';
import {
  type Asked,
  approvalsQuery,
  askedKey,
  askedQuery,
  decideAsked,
  type OwnRecovery,
  recoveriesKey,
  recoveriesQuery,
  refuseRecovery,
} from './account/data.ts';

const TONES: Readonly<Record<string, Tone>> = { approved: 'good', refused: 'info', failed: 'bad', reported: 'info' };

/** Sign-ins elsewhere that ask for my yes, and ways back into an account that do. */
export function ApprovalsScreen() {
  const { say } = useWords();
  const approvals = useQuery(approvalsQuery);
  const recoveries = useQuery(recoveriesQuery);
  const asked = useQuery(askedQuery);
  const [outcome, setOutcome] = useState<string>();
  return (
    <Page title={say('screen.approvals.title')} lead={say('screen.approvals.lead')} error={approvals.isError}>
      <Stack gap="large">
        <div role="status">
          {outcome && (
            <Notice tone={TONES[outcome] ?? 'info'} title={say(`screen.approvals.outcome.${outcome}.title`)}>
              <p>{say(`screen.approvals.outcome.${outcome}.text`)}</p>
            </Notice>
          )}
        </div>
        <LoadedList
          query={approvals}
          lines={4}
          empty={<Empty title={say('screen.approvals.none.title')}>{say('screen.approvals.none.text')}</Empty>}
        >
          {(approval) => <ApprovalPanel key={approval.id} approval={approval} onDecided={setOutcome} />}
        </LoadedList>
        <Loaded query={recoveries} lines={2}>
          {(list) => list.map((recovery) => <RecoveryPanel key={recovery.id} recovery={recovery} />)}
        </Loaded>
        <Loaded query={asked} lines={2}>
          {(list) => list.map((one) => <AskedPanel key={one.recovery} asked={one} />)}
        </Loaded>
      </Stack>
    </Page>
  );
}

/** Somebody, perhaps a thief, asks for a way into my own account. */
function RecoveryPanel({ recovery }: { recovery: OwnRecovery }) {
  const { say, moment } = useWords();
  return (
    <Panel title={say('screen.approvals.recovery.title')} ground="warm">
      <p>{say('screen.approvals.recovery.text', { time: moment(recovery.begunAt), count: recovery.confirmed })}</p>
      {recovery.readyAt && <p>{say('screen.approvals.recovery.ready', { time: moment(recovery.readyAt) })}</p>}
      <div>
        <PlainAct
          kind="danger"
          act={() => refuseRecovery(recovery.id)}
          done={say('screen.approvals.recovery.refused')}
          refresh={recoveriesKey}
        >
          {say('screen.approvals.recovery.refuse')}
        </PlainAct>
      </div>
    </Panel>
  );
}

/** Somebody who trusts me wants to get back in. */
function AskedPanel({ asked }: { asked: Asked }) {
  const { say, moment } = useWords();
  const { recovery, name, number, confirmed, readyAt } = asked;
  const decide = (decision: 'confirm' | 'refuse') => ({
    act: () => decideAsked(recovery, decision),
    done: say(`screen.approvals.asked.done.${decision}`),
    refresh: askedKey,
  });
  return (
    <Panel title={say('screen.approvals.asked.title', { name })}>
      <p>{say('screen.approvals.asked.text', { name, number })}</p>
      {confirmed && <Notice tone="good" title={say('screen.approvals.asked.confirmed')} />}
      {readyAt && <p>{say('screen.approvals.asked.ready', { time: moment(readyAt) })}</p>}
      <Cluster>
        {!confirmed && (
          <ConfirmedAct
            {...decide('confirm')}
            title={say('screen.approvals.asked.question', { name })}
            text={say('screen.approvals.asked.warning', { number })}
            yes={say('screen.approvals.asked.yes')}
          >
            {say('screen.approvals.asked.confirm')}
          </ConfirmedAct>
        )}
        <PlainAct {...decide('refuse')}>{say('screen.approvals.asked.refuse')}</PlainAct>
      </Cluster>
    </Panel>
  );
}
