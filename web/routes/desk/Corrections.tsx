import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LoadedTable } from '../../kit/desk.ts';
import { Button, Drawer, Empty, Muted, TextLink } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { claimText } from '../citizen/claim.ts';
import { useSession } from '../root.tsx';
import { CorrectionDecision } from './CorrectionDecision.tsx';
import { Due } from './Due.tsx';
import { type CorrectionCase, correctionsQuery } from './data.ts';
import { QueuePage, useChosenState } from './QueuePage.tsx';

const STATES = ['open', 'accepted', 'refused'] as const;

/** What persons of this area say is wrong, the nearest legal deadline first. */
export function CorrectionsQueueScreen() {
  const words = useWords();
  const { say } = words;
  const { caller } = useSession();
  const state = useChosenState(STATES);
  const corrections = useQuery(correctionsQuery(state));
  const [deciding, setDeciding] = useState<CorrectionCase>();
  const decides = caller.scopes.includes('corrections.decide') && state === 'open';
  return (
    <QueuePage
      to="/desk/corrections"
      screen="screen.desk.corrections"
      words="value.correctionState"
      states={STATES}
      value={state}
      query={corrections}
      width="wide"
    >
      <LoadedTable
        query={corrections}
        lines={6}
        empty={<Empty title={say('screen.desk.corrections.none')}>{say('screen.desk.corrections.noneText')}</Empty>}
        caption={say('screen.desk.corrections.title')}
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
          {
            key: 'claim',
            head: say('screen.corrections.claim'),
            cell: ({ claim, saidBy }) => (
              <>
                {claimText(claim, words)}
                {saidBy && <Muted>{say('screen.corrections.saidBy', { organisation: saidBy })}</Muted>}
              </>
            ),
          },
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
      <Drawer
        open={deciding !== undefined}
        title={deciding ? `${deciding.fieldName} – ${deciding.personName}` : ''}
        onClose={() => setDeciding(undefined)}
      >
        {deciding && (
          <CorrectionDecision key={deciding.id} correction={deciding} onDone={() => setDeciding(undefined)} />
        )}
      </Drawer>
    </QueuePage>
  );
}
