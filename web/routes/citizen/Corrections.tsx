import { useQuery } from '@tanstack/react-query';
import {
  Button,
  Empty,
  FieldList,
  FieldRow,
  Loading,
  Page,
  Panel,
  ProblemNotice,
  Stack,
  Status,
  type Tone,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { claimText } from './claim.ts';
import { type Correction, correctionsQuery } from './data.ts';

const TONES: Readonly<Record<string, Tone>> = { open: 'wait', accepted: 'good', refused: 'bad' };

/** My corrections: who holds each, until when an answer is promised, what was decided and why. */
export function CorrectionsScreen() {
  const { say } = useWords();
  const corrections = useQuery(correctionsQuery);
  const list = corrections.data?.corrections ?? [];
  return (
    <Page title={say('screen.corrections.title')} lead={say('screen.corrections.lead')} error={corrections.isError}>
      {corrections.isError && <ProblemNotice error={corrections.error} onRetry={() => void corrections.refetch()} />}
      {corrections.isPending && <Loading lines={6} />}
      {corrections.data && list.length === 0 && (
        <Empty
          title={say('screen.corrections.none.title')}
          action={
            <Button kind="primary" to="/me">
              {say('screen.corrections.none.action')}
            </Button>
          }
        >
          {say('screen.corrections.none.text')}
        </Empty>
      )}
      <Stack>
        {list.map((correction) => (
          <CorrectionPanel key={correction.id} correction={correction} />
        ))}
      </Stack>
    </Page>
  );
}

function CorrectionPanel({ correction }: { correction: Correction }) {
  const words = useWords();
  const { say, date, day } = words;
  const { state, decidedAt, reason } = correction;
  return (
    <Panel
      title={correction.fieldName}
      actions={<Status tone={TONES[state] ?? 'plain'}>{say(`value.correctionState.${state}`)}</Status>}
    >
      <FieldList>
        <FieldRow label={say('screen.corrections.claim')}>{claimText(correction.claim, words)}</FieldRow>
        {correction.note && <FieldRow label={say('screen.corrections.note')}>{correction.note}</FieldRow>}
        <FieldRow label={say('screen.corrections.sentOn')}>{day(correction.openedAt)}</FieldRow>
        <FieldRow label={say('screen.corrections.heldBy')}>{correction.officeName}</FieldRow>
        {state === 'open' ? (
          <FieldRow label={say('screen.corrections.dueOn')} note={say('screen.corrections.next')}>
            {date(correction.dueOn)}
          </FieldRow>
        ) : (
          <FieldRow label={say('screen.corrections.decidedOn')} note={reason}>
            {decidedAt ? day(decidedAt) : ''}
          </FieldRow>
        )}
      </FieldList>
    </Panel>
  );
}
