import { useQuery } from '@tanstack/react-query';
import { Empty, Loaded, Page, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { agreementsQuery } from '../data.ts';
import { simulationQuery } from './data.ts';
import { NewBatchForm } from './NewBatchForm.tsx';

/** A file to be answered: what it is, what it asks, and off it goes. */
export function NewBatchScreen() {
  const { say } = useWords();
  const { caller } = useSession();
  const agreements = useQuery(agreementsQuery);
  const simulated = useQuery(simulationQuery);
  const manages = caller.scopes.includes('exchange.manage');
  const both =
    agreements.data && simulated.data
      ? {
          production: agreements.data.filter(({ state, mode }) => state === 'active' && mode.includes('bulk')),
          simulation: simulated.data.agreements,
        }
      : undefined;
  const failed = agreements.isError ? agreements : simulated;
  return (
    <Page
      title={say('screen.batches.new.title')}
      lead={say('screen.batches.new.lead')}
      error={failed.isError}
      back={{ to: '/agency/batches', label: say('screen.batches.back') }}
    >
      {!manages && (
        <Empty title={say('screen.batches.new.notYours')}>
          <TextLink to="/agency/batches">{say('screen.batches.back')}</TextLink>
        </Empty>
      )}
      {manages && (
        <Loaded query={{ ...failed, data: both, isPending: !both && !failed.isError }} lines={8}>
          {(known) => <NewBatchForm agreements={known} />}
        </Loaded>
      )}
    </Page>
  );
}
