import { useState } from 'react';
import { Disclosure, PlainAct, SelectField, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { sendDecision } from './data.ts';

const REASONS = ['both-wrong', 'other-entry', 'hard-to-read'] as const;

/** Two other officers key the entry anew. */
export function SendBack({ entry, onDone }: { entry: string; onDone: () => void }) {
  const { say } = useWords();
  const [reason, setReason] = useState<(typeof REASONS)[number]>('both-wrong');
  return (
    <Disclosure summary={say('screen.books.review.sendBack')}>
      <Stack>
        <SelectField
          id="send-back-reason"
          label={say('screen.books.review.reason')}
          choices={REASONS.map((one) => ({ value: one, label: say(`value.bookReturn.${one}`) }))}
          value={reason}
          onChange={(value) => setReason(REASONS.find((one) => one === value) ?? 'both-wrong')}
        />
        <PlainAct act={() => sendDecision(entry, { outcome: 'sent-back', reason })} onDone={onDone}>
          {say('screen.books.review.sendBack')}
        </PlainAct>
      </Stack>
    </Disclosure>
  );
}
