import { queryOptions, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { get } from '../../api.ts';
import {
  Button,
  Cluster,
  Loading,
  Notice,
  Page,
  Panel,
  ProblemNotice,
  Stack,
  Status,
  type Tone,
} from '../../kit/index.ts';
import { type ProofAnswer, type Step, verifyProof } from '../../proof.ts';
import { useWords } from '../../words.tsx';
import { download } from '../agency/download.ts';
import classes from '../citizen/Proof.module.css';

const TONES: Readonly<Record<Step['verdict'], Tone>> = { holds: 'good', broken: 'bad', unable: 'wait' };

function proofQuery(number: string) {
  return queryOptions({
    queryKey: ['audit', 'proof', number],
    queryFn: async ({ signal }) => {
      const answer = await get<ProofAnswer>(`/api/log/proof/${encodeURIComponent(number)}`, { signal });
      return { answer, verdict: await verifyProof(answer) };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** An auditor's proof of one line: recomputed in this browser, step by step. */
export function LineProofScreen() {
  const { say, number: count } = useWords();
  const { number = '' } = useParams({ strict: false });
  const proof = useQuery(proofQuery(number));
  const verdict = proof.data?.verdict.verdict;
  return (
    <Page
      title={say('screen.proof.title', { number: count(Number(number)) })}
      lead={say('screen.proof.lead')}
      back={{ to: '/audit', label: say('screen.audit.back') }}
      error={proof.isError || verdict === 'broken'}
    >
      {proof.isError && <ProblemNotice error={proof.error} onRetry={() => void proof.refetch()} />}
      {proof.isPending && <Loading lines={8} />}
      {proof.data && verdict && (
        <Stack gap="large">
          <div role="status">
            <Notice tone={TONES[verdict]} title={say(`screen.proof.verdict.${verdict}.title`)} />
          </div>
          <Panel title={say('screen.proof.stepsTitle')}>
            <ol className={classes.steps}>
              {proof.data.verdict.steps.map((step) => (
                <ProofStep key={step.id} step={step} answer={proof.data.answer} />
              ))}
            </ol>
          </Panel>
          <Panel title={say('screen.proof.lineTitle')}>
            <pre className={classes.line}>{prettyLine(proof.data.answer.line)}</pre>
          </Panel>
          <Cluster>
            <Button
              icon="download"
              onClick={() => download(`dancu-proof-${number}.json`, JSON.stringify(proof.data.answer, null, 2))}
            >
              {say('screen.proof.download')}
            </Button>
          </Cluster>
        </Stack>
      )}
    </Page>
  );
}

function ProofStep({ step, answer }: { step: Step; answer: ProofAnswer }) {
  const { say, number } = useWords();
  return (
    <li className={classes.step}>
      <Cluster apart>
        <h3 className={classes.title}>{say(`screen.proof.step.${step.id}.title`)}</h3>
        <Status tone={TONES[step.verdict]}>{say(`screen.proof.step.${step.verdict}`)}</Status>
      </Cluster>
      <p>
        {say(`screen.proof.step.${step.id}.text`, {
          size: number(answer.size),
          hashes: answer.path.length,
          name: step.computed,
        })}
      </p>
      {step.computed && <code className={classes.hash}>{step.computed}</code>}
    </li>
  );
}

function prettyLine(line: string): string {
  try {
    return JSON.stringify(JSON.parse(line), null, 2);
  } catch {
    return line;
  }
}
