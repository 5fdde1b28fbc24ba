import { queryOptions, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { get } from '../api.ts';
import { Button, Cluster, Disclosure, Loaded, Notice, Page, Panel, Stack, Status, type Tone } from '../kit/index.ts';
import { type ProofAnswer, type Step, verifyProof } from '../proof.ts';
import { useWords } from '../words.tsx';
import { download } from './agency/download.ts';
import { EvidenceButton } from './evidence/EvidenceButton.tsx';
import classes from './LineProof.module.css';

const TONES: Readonly<Record<Step['verdict'], Tone>> = { holds: 'good', broken: 'bad', unable: 'wait' };

/** The proof as the server gives it, and what this browser makes of it. */
function proofQuery(number: string) {
  return queryOptions({
    queryKey: ['proof', number],
    queryFn: async ({ signal }) => {
      const answer = await get<ProofAnswer>(`/api/log/proof/${encodeURIComponent(number)}`, { signal });
      return { answer, ...(await verifyProof(answer)) };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

interface LineProofProps {
  back: { to: string; label: string };
  /** Says what it means to the person of whom the line tells. */
  explained?: boolean;
}

/** Proof of one line, `$number` of the address: recomputed in the reader's own browser, step by step, and handed over as a file. */
export function LineProof({ back, explained = false }: LineProofProps) {
  const { say, number: count } = useWords();
  const { number = '' } = useParams({ strict: false });
  const proof = useQuery(proofQuery(number));
  const explain = (key: string) => explained && <p>{say(`screen.proof.${key}`)}</p>;
  return (
    <Page
      title={say('screen.proof.title', { number: count(Number(number)) })}
      lead={say('screen.proof.lead')}
      back={back}
      error={proof.isError || proof.data?.verdict === 'broken'}
    >
      <Loaded query={proof} lines={8}>
        {({ answer, verdict, steps }) => (
          <Stack gap="large">
            <div role="status">
              <Notice tone={TONES[verdict]} title={say(`screen.proof.verdict.${verdict}.title`)}>
                {explain(`verdict.${verdict}.text`)}
              </Notice>
            </div>
            <Panel title={say('screen.proof.lineTitle')}>
              {explain('lineText')}
              {explained && answer.bulk && (
                <Notice tone="info" title={say('screen.proof.bulk.title')}>
                  {say('screen.proof.bulk.text')}
                </Notice>
              )}
              <pre className={classes.line}>{prettyLine(answer.line)}</pre>
              {!explained && answer.line.includes('"requestDigest":') && (
                <EvidenceButton way="/api/evidence" reference={answer.reference} />
              )}
            </Panel>
            <Panel title={say('screen.proof.stepsTitle')}>
              <ol className={classes.steps}>
                {steps.map((step) => (
                  <ProofStep key={step.id} step={step} answer={answer} />
                ))}
              </ol>
            </Panel>
            <Panel title={say('screen.proof.elsewhereTitle')} ground="warm">
              {explain('elsewhereText')}
              <p>{say('screen.proof.witnessed', { count: answer.witnessed })}</p>
              <Disclosure summary={say('screen.proof.key')}>
                <code className={classes.hash}>{answer.verifierKey}</code>
              </Disclosure>
              <Cluster>
                <Button
                  icon="download"
                  onClick={() => download(`dancu-proof-${answer.number}.json`, JSON.stringify(answer, null, 2))}
                >
                  {say('screen.proof.download')}
                </Button>
              </Cluster>
            </Panel>
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function ProofStep({ step, answer }: { step: Step; answer: ProofAnswer }) {
  const { say, number } = useWords();
  const values = {
    size: number(answer.size),
    hashes: answer.path.length,
    pages: answer.bulk?.path.length ?? 0,
    name: step.computed,
  };
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
