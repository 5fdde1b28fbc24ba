import { useQuery } from '@tanstack/react-query';
import { Button, Empty, FieldList, FieldRow, LoadedList, Page, Panel, Status, type Tone } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { claimText } from './claim.ts';
import { type Correction, correctionsQuery } from './data.ts';

const TONES: Readonly<Record<string, Tone>> = { open: 'wait', accepted: 'good', refused: 'bad' };

/** My corrections: who holds each, until when an answer is promised, what was decided and why. */
export function CorrectionsScreen() {
  const { say } = useWords();
  const corrections = useQuery(correctionsQuery);
  return (
    <Page title={say('screen.corrections.title')} lead={say('screen.corrections.lead')} error={corrections.isError}>
      <LoadedList query={corrections} lines={6} empty={<None />}>
        {(correction) => <CorrectionPanel key={correction.id} correction={correction} />}
      </LoadedList>
    </Page>
  );
}

function None() {
  const { say } = useWords();
  return (
    <Empty
      title={say('screen.corrections.none.title')}
      action={
        <Button kind="primary" to="/me/record">
          {say('screen.corrections.none.action')}
        </Button>
      }
    >
      {say('screen.corrections.none.text')}
    </Empty>
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
        <FieldRow
          label={say('screen.corrections.claim')}
          {...(correction.saidBy
            ? { source: say('screen.corrections.saidBy', { organisation: correction.saidBy }) }
            : {})}
        >
          {claimText(correction.claim, words)}
        </FieldRow>
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
