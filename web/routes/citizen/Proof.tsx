import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import {
  Button,
  Cluster,
  Disclosure,
  Loading,
  Notice,
  Page,
  Panel,
  ProblemNotice,
  Stack,
  Status,
  type Tone,
} from '../../kit/index.ts';
import type { ProofAnswer, Step } from '../../proof.ts';
import { useWords } from '../../words.tsx';
import { proofQuery } from './data.ts';
import classes from './Proof.module.css';

const TONES: Readonly<Record<Step['verdict'], Tone>> = { holds: 'good', broken: 'bad', unable: 'wait' };

/** Proof of one line: recomputed in the reader's own browser, step by step, and handed over as a file. */
export function ProofScreen() {
  const { say, number: count } = useWords();
  const { number = '' } = useParams({ strict: false });
  const proof = useQuery(proofQuery(number));
  return (
    <Page
      title={say('screen.proof.title', { number: count(Number(number)) })}
      lead={say('screen.proof.lead')}
      back={{ to: '/me/looks', label: say('screen.proof.back') }}
      error={proof.isError || proof.data?.verdict.verdict === 'broken'}
    >
      {proof.isError && <ProblemNotice error={proof.error} onRetry={() => void proof.refetch()} />}
      {proof.isPending && <Loading lines={8} />}
      {proof.data && (
        <Stack gap="large">
          <div role="status">
            <Notice
              tone={TONES[proof.data.verdict.verdict]}
              title={say(`screen.proof.verdict.${proof.data.verdict.verdict}.title`)}
            >
              <p>{say(`screen.proof.verdict.${proof.data.verdict.verdict}.text`)}</p>
            </Notice>
          </div>
          <Panel title={say('screen.proof.lineTitle')}>
            <p>{say('screen.proof.lineText')}</p>
            <pre className={classes.line}>{prettyLine(proof.data.answer.line)}</pre>
          </Panel>
          <Panel title={say('screen.proof.stepsTitle')}>
            <ol className={classes.steps}>
              {proof.data.verdict.steps.map((step) => (
                <ProofStep key={step.id} step={step} answer={proof.data.answer} />
              ))}
            </ol>
          </Panel>
          <Panel title={say('screen.proof.elsewhereTitle')} ground="warm">
            <p>{say('screen.proof.elsewhereText')}</p>
            <p>{say('screen.proof.witnessed', { count: proof.data.answer.witnessed })}</p>
            <Disclosure summary={say('screen.proof.key')}>
              <code className={classes.hash}>{proof.data.answer.verifierKey}</code>
            </Disclosure>
            <Cluster>
              <Button icon="download" onClick={() => download(proof.data.answer)}>
                {say('screen.proof.download')}
              </Button>
            </Cluster>
          </Panel>
        </Stack>
      )}
    </Page>
  );
}

function ProofStep({ step, answer }: { step: Step; answer: ProofAnswer }) {
  const { say, number } = useWords();
  const values = { size: number(answer.size), hashes: answer.path.length, name: step.computed };
  return (
    <li className={classes.step}>
      <Cluster apart>
        <h3 className={classes.title}>{say(`screen.proof.step.${step.id}.title`)}</h3>
        <Status tone={TONES[step.verdict]}>{say(`screen.proof.step.${step.verdict}`)}</Status>
      </Cluster>
      <p>{say(`screen.proof.step.${step.id}.text`, values)}</p>
      {step.computed && <code className={classes.hash}>{step.computed}</code>}
    </li>
  );
}

/** The recorded text, indented where it is JSON: the same content, easier to read. */
function prettyLine(line: string): string {
  try {
    return JSON.stringify(JSON.parse(line), null, 2);
  } catch {
    return line;
  }
}

function download(answer: ProofAnswer): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(answer, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `dancu-proof-${answer.number}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
