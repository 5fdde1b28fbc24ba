import { useQuery } from '@tanstack/react-query';
import { Button, Notice } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { draftsQuery } from './data.ts';

/** What this person of an organisation must do for an agreement to go on; nothing where nothing waits for them. */
export function AgreementsWaiting() {
  const { say } = useWords();
  const { caller } = useSession();
  const drafts = useQuery(draftsQuery).data ?? [];
  const signs = caller.scopes.includes('connections.sign');
  const manages = caller.scopes.includes('exchange.manage');
  const waiting = drafts.filter(
    ({ state, signed }) =>
      (signs && state === 'accepted' && !signed?.includes('agency')) || (manages && state === 'narrowed'),
  );
  const [first] = waiting;
  if (!first) return null;
  return (
    <Notice tone="wait" title={say(`screen.agreements.waiting.${first.state}`, { count: waiting.length })}>
      {waiting.length === 1 ? (
        <Button small kind="primary" to="/agency/agreements/drafts/$draft" params={{ draft: first.draft }}>
          {say('screen.agreements.waiting.open')}
        </Button>
      ) : (
        <Button small kind="primary" to="/agency/agreements">
          {say('screen.agreements.waiting.all')}
        </Button>
      )}
    </Notice>
  );
}
