import { ApiProblem } from '../api.ts';
import { useWords } from '../words.tsx';
import { Button } from './Button.tsx';
import { Notice } from './Status.tsx';

interface ProblemNoticeProps {
  /** What was thrown; an `ApiProblem` speaks for itself. */
  error: unknown;
  onRetry?: (() => void) | undefined;
}

/** Why something did not work, in the server's own words, read aloud when it appears. */
export function ProblemNotice({ error, onRetry }: ProblemNoticeProps) {
  const { say } = useWords();
  const body = error instanceof ApiProblem ? error.body : undefined;
  const offline = body?.code === 'web/unreachable';
  const title = offline ? say('kit.problem.offline.title') : body?.title || say('kit.problem.title');
  const detail = offline ? say('kit.problem.offline.detail') : (body?.detail ?? '');
  return (
    <div role="alert">
      <Notice tone="bad" title={title}>
        {detail && <p>{detail}</p>}
        {body?.traceId && (
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
