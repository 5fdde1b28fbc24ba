import type { UseQueryResult } from '@tanstack/react-query';
import { ApiProblem, signInPath } from '../../api.ts';
import { Button, Cluster, Loading, Notice, Panel, ProblemNotice, Stack } from '../../kit/index.ts';
import type { Caller } from '../../session.ts';
import { useWords } from '../../words.tsx';
import { type EvidenceWay, saveEvidence } from './download.ts';
import classes from './Evidence.module.css';

interface ReferencePanelProps {
  reference: string;
  caller: Caller | null;
  /** The package, as the reader's own door gives it. */
  taken: UseQueryResult<string>;
  /** The reader's own door, if there is one. */
  way: EvidenceWay | undefined;
}

/** What the address of a printed page names, and how its reader comes to the evidence. */
export function ReferencePanel({ reference, caller, taken, way }: ReferencePanelProps) {
  const { say } = useWords();
  const refused = taken.error instanceof ApiProblem && taken.error.body.code === 'exchange/evidence-unknown';
  return (
    <Panel title={say('screen.evidence.reference.title')}>
      <Stack>
        <p>{say('screen.evidence.reference.text')}</p>
        <p>
          <code className={classes.code}>{reference}</code>
        </p>
        {taken.isFetching && <Loading lines={2} />}
        {taken.data !== undefined && (
          <>
            <p>{say('screen.evidence.reference.taken')}</p>
            <Cluster>
              <Button icon="download" onClick={() => saveEvidence(reference, taken.data)}>
                {say('screen.evidence.download')}
              </Button>
            </Cluster>
          </>
        )}
        {refused ? (
          <Notice tone="wait" title={say('screen.evidence.reference.unknown')}>
            <p>{say('screen.evidence.reference.unknownText')}</p>
          </Notice>
        ) : (
          taken.error && <ProblemNotice error={taken.error} onRetry={() => void taken.refetch()} />
        )}
        {taken.data === undefined && !taken.isFetching && (
          <>
            {!refused && <p>{say('screen.evidence.reference.ask')}</p>}
            {!caller && (
              <p>
                <a href={signInPath()}>{say('screen.evidence.reference.signIn')}</a>
              </p>
            )}
            {way && !taken.error && (
              <>
                <Cluster>
                  <Button icon="download" onClick={() => void taken.refetch()}>
                    {say('screen.evidence.reference.fetch')}
                  </Button>
                </Cluster>
                {way !== '/api/agency/evidence' && (
                  <p className={classes.hint}>{say('screen.evidence.reference.journalled')}</p>
                )}
              </>
            )}
          </>
        )}
      </Stack>
    </Panel>
  );
}
