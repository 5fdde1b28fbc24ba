import { ApiProblem, signInPath } from '../api.ts';
import { useWords } from '../words.tsx';
import { Button } from './Button.tsx';
import { Notice } from './Status.tsx';

interface ProblemNoticeProps {
  /** What was thrown; an `ApiProblem` speaks for itself. */
  error: unknown;
  onRetry?: (() => void) | undefined;
}

/** Problems that are no server's: their words are our own. */
const WITHOUT_ANSWER: Readonly<Record<string, string>> = {
  'web/unreachable': 'offline',
  'web/not-sent': 'notSent',
  'web/storage-full': 'storageFull',
  'web/scans-waiting': 'scansWaiting',
};

/** Why something did not work, in the server's own words, read aloud when it appears. */
export function ProblemNotice({ error, onRetry }: ProblemNoticeProps) {
  const { say } = useWords();
  const body = error instanceof ApiProblem ? error.body : undefined;
  const silent = WITHOUT_ANSWER[body?.code ?? ''];
  const title = silent ? say(`kit.problem.${silent}.title`) : body?.title || say('kit.problem.title');
  const detail = silent ? say(`kit.problem.${silent}.detail`) : (body?.detail ?? '');
  const stepUp = body?.code === 'accounts/step-up-needed';
  return (
    <div role="alert">
      <Notice tone={stepUp ? 'wait' : 'bad'} title={title}>
        {detail && <p>{detail}</p>}
        {stepUp && (
          <Button small kind="primary" icon="key" onClick={() => location.assign(signInPath(body.acr ?? ''))}>
            {say('kit.problem.prove')}
          </Button>
        )}
        {body?.traceId && !stepUp && (
          <p>
            {say('kit.problem.trace')} <code>{body.traceId}</code>
          </p>
        )}
        {onRetry && (
          <Button small onClick={onRetry}>
            {say('kit.problem.retry')}
          </Button>
        )}
      </Notice>
    </div>
  );
}
