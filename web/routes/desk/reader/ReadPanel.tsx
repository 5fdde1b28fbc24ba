import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { FormFrame, Loading, Muted, Panel, ProblemNotice, Stack, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { askReading, readingQuery } from './data.ts';
import { ReadingResult } from './ReadingResult.tsx';

const CAN = /^\d{6}$/;

/** Asks the reader for the card that lies on it, and says what it is. */
export function ReadPanel() {
  const { say } = useWords();
  const [reading, setReading] = useState<string>();
  const word = (key: string) => say(`screen.reader.${key}`);
  const form = useForm({
    initial: { can: '', zone: '' },
    check: ({ can, zone }) => {
      if (can === '' && zone === '') return { can: word('keyMissing') };
      return can === '' || CAN.test(can) ? {} : { can: word('canWrong') };
    },
    send: async ({ can, zone }) => {
      // Each press is a reading of its own, of whatever card lies there now.
      const asked = await askReading(can ? { can } : { zone: zone.replace(/\s/g, '') }, crypto.randomUUID());
      setReading(asked.reading);
    },
  });
  return (
    <Panel title={word('readTitle')}>
      <Stack gap="large">
        <FormFrame form={form} send={word('read')} icon="shield">
          <TextField
            label={word('can')}
            hint={word('canHint')}
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            mono
            {...form.field('can')}
          />
          <TextField
            label={word('zone')}
            hint={word('zoneHint')}
            autoComplete="off"
            maxLength={100}
            mono
            {...form.field('zone')}
          />
        </FormFrame>
        <div aria-live="polite">{reading && <Reading key={reading} reading={reading} />}</div>
      </Stack>
    </Panel>
  );
}

function Reading({ reading }: { reading: string }) {
  const { say } = useWords();
  const { data, error } = useQuery(readingQuery(reading));
  if (error) return <ProblemNotice error={error} />;
  if (data && data.state !== 'waiting') return <ReadingResult state={data} />;
  return (
    <>
      <Muted>{say('screen.reader.waiting')}</Muted>
      <Loading lines={2} />
    </>
  );
}
