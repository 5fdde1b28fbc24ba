import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Table } from '../../kit/desk.ts';
import { Button, Drawer, Empty, Loading, Page, ProblemNotice, TextLink } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { claimText } from '../citizen/claim.ts';
import { useSession } from '../root.tsx';
import { CorrectionDecision } from './CorrectionDecision.tsx';
import { Due } from './Due.tsx';
import { type CorrectionCase, correctionsQuery } from './data.ts';
import { StateTabs } from './StateTabs.tsx';

const STATES = ['open', 'accepted', 'refused'];

/** What persons of this area say is wrong, the nearest legal deadline first. */
export function CorrectionsQueueScreen() {
  const words = useWords();
  const { say } = words;
  const { caller } = useSession();
  const asked: { state?: string } = useSearch({ strict: false });
  const state = STATES.includes(asked.state ?? '') ? (asked.state ?? 'open') : 'open';
  const corrections = useQuery(correctionsQuery(state));
  const [deciding, setDeciding] = useState<CorrectionCase>();
  const decides = caller.scopes.includes('corrections.decide') && state === 'open';
  return (
    <Page
      title={say('screen.desk.corrections.title')}
      lead={say('screen.desk.corrections.lead')}
      width="wide"
      error={corrections.isError}
    >
      <StateTabs
        to="/desk/corrections"
        label={say('screen.desk.corrections.title')}
        words="value.correctionState"
        states={STATES}
        value={state}
      >
        {corrections.isError && <ProblemNotice error={corrections.error} onRetry={() => void corrections.refetch()} />}
        {corrections.isPending && <Loading lines={6} />}
        {corrections.data?.length === 0 && <Empty title={say('screen.desk.corrections.none')} />}
        {corrections.data && corrections.data.length > 0 && (
          <Table
            caption={say('screen.desk.corrections.title')}
            rows={corrections.data}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'person',
                head: say('screen.desk.corrections.person'),
                main: true,
                cell: ({ person, personName }) => (
                  <TextLink to="/desk/person/$person" params={{ person }}>
                    {personName}
                  </TextLink>
                ),
              },
              { key: 'field', head: say('screen.correct.check.field'), cell: ({ fieldName }) => fieldName },
              {
                key: 'current',
                head: say('screen.correct.current'),
                cell: ({ current }) => current || say('screen.record.none'),
              },
              { key: 'claim', head: say('screen.corrections.claim'), cell: ({ claim }) => claimText(claim, words) },
              { key: 'place', head: say('screen.desk.corrections.place'), cell: ({ communeName }) => communeName },
              { key: 'due', head: say('screen.corrections.dueOn'), cell: ({ dueOn }) => <Due on={dueOn} /> },
              ...(decides
                ? [
                    {
                      key: 'decide',
                      head: say('screen.desk.corrections.act'),
                      cell: (each: CorrectionCase) => (
                        <Button
                          small
                          onClick={() => setDeciding(each)}
                          label={`${say('screen.desk.proposals.decide')}: ${each.personName}, ${each.fieldName}`}
                        >
                          {say('screen.desk.proposals.decide')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </StateTabs>
      <Drawer
        open={deciding !== undefined}
        title={deciding ? `${deciding.fieldName} – ${deciding.personName}` : ''}
        onClose={() => setDeciding(undefined)}
      >
        {deciding && (
          <CorrectionDecision key={deciding.id} correction={deciding} onDone={() => setDeciding(undefined)} />
        )}
      </Drawer>
    </Page>
  );
}
