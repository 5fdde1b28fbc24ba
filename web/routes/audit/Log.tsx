import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CopyBlock } from '../../kit/desk.ts';
import {
  Button,
  Cluster,
  FieldList,
  FieldRow,
  FigureTile,
  Loaded,
  Notice,
  Page,
  Panel,
  ProblemNotice,
  Stack,
  TextLink,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { type LogState, type LogVerdict, logQuery, verifyLog } from './data.ts';
import classes from './Journal.module.css';

/** Where the log stands, and the proof of all of it: every line against the tiles and the signed checkpoint. */
export function LogScreen() {
  const { say } = useWords();
  const queries = useQueryClient();
  const log = useQuery(logQuery);
  const proof = useMutation({
    mutationFn: verifyLog,
    onSettled: () => void queries.invalidateQueries({ queryKey: ['audit', 'log'] }),
  });
  return (
    <Page
      title={say('screen.audit.log.title')}
      lead={say('screen.audit.log.lead')}
      error={log.isError || proof.isError || proof.data?.ok === false}
      actions={
        <Button kind="primary" icon="proof" busy={proof.isPending} onClick={() => proof.mutate()}>
          {say('screen.audit.log.prove')}
        </Button>
      }
    >
      <div role="status">
        {proof.isPending && <Notice tone="plain" title={say('screen.audit.log.proving')} />}
        {proof.data && <Verdict verdict={proof.data} />}
      </div>
      {proof.isError && <ProblemNotice error={proof.error} />}
      <Loaded query={log} lines={5}>
        {(state) => <State log={state} />}
      </Loaded>
    </Page>
  );
}

function State({ log }: { log: LogState }) {
  const { say, number, moment } = useWords();
  return (
    <Stack>
      <FigureTile
        value={number(log.size)}
        label={say('screen.audit.log.size')}
        note={log.signedAt && say('screen.audit.log.signedAt', { at: moment(log.signedAt) })}
      />
      <Panel title={say('screen.audit.log.checkpoint')}>
        <FieldList>
          <FieldRow label={say('screen.audit.log.root')}>
            <code className={classes.code}>{log.root || say('screen.record.none')}</code>
          </FieldRow>
          <FieldRow label={say('screen.audit.log.origin')}>
            <code className={classes.code}>{log.origin}</code>
          </FieldRow>
        </FieldList>
        <h3>{say('screen.proof.key')}</h3>
        <CopyBlock label={say('screen.proof.key')} text={log.verifierKey} />
        <p>{say('screen.audit.log.outside')}</p>
        <CopyBlock label={say('screen.audit.log.command')} text={`curl -s ${location.origin}/log/checkpoint`} />
      </Panel>
    </Stack>
  );
}

function Verdict({ verdict }: { verdict: LogVerdict }) {
  const { say, number } = useWords();
  const values = { size: number(verdict.size), seconds: number(verdict.durationMs / 1000) };
  if (verdict.ok) {
    return (
      <Notice tone="good" title={say('screen.audit.log.holds', values)}>
        <p>{say('screen.audit.log.holdsText', values)}</p>
        {verdict.unsealedBlocks > 0 && (
          <p>{say('screen.audit.log.unsealed', { count: number(verdict.unsealedBlocks) })}</p>
        )}
      </Notice>
    );
  }
  const { first } = verdict;
  return (
    <Notice tone="bad" title={say('screen.audit.log.broken')}>
      {first && first.number !== null && <p>{say('screen.audit.log.firstBad', { number: number(first.number) })}</p>}
      {first?.reference && (
        <p>
          {say('screen.agency.reference')} <code className={classes.code}>{first.reference}</code>
        </p>
      )}
      {first && (
        <p>
          <code>{first.code}</code> – {first.why}
        </p>
      )}
      <p>{say('screen.audit.log.brokenText')}</p>
      {first && first.number !== null && (
        <Cluster>
          <TextLink to="/audit/lines/$number/proof" params={{ number: String(first.number) }}>
            {say('screen.looks.prove')}
          </TextLink>
        </Cluster>
      )}
    </Notice>
  );
}
