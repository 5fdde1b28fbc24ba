import type { ErrorComponentProps } from '@tanstack/react-router';
import { Button, Page, ProblemNotice } from '../kit/index.ts';
import { useWords } from '../words.tsx';

/** No such address. */
export function Missing() {
  const { say } = useWords();
  return (
    <Page title={say('kit.missing.title')} lead={say('kit.missing.lead')} error>
      <div>
        <Button kind="primary" to="/">
          {say('kit.missing.home')}
        </Button>
      </div>
    </Page>
  );
}

/** A screen that failed as a whole. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const { say } = useWords();
  return (
    <Page title={say('kit.problem.title')} error>
      <ProblemNotice error={error} onRetry={reset} />
    </Page>
  );
}
