import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { FormFrame, Loaded, Notice, Page, Stack, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useDesk } from '../desk.ts';
import { type Enrolled, type Rules, rulesQuery } from './data.ts';
import { Done } from './Session.tsx';
import { Taking } from './Taking.tsx';

const NUMBER = /^[0-9]{9,12}$/;

/** A mobile team without a line: whose number it is is found out when it arrives. */
export function AwayScreen() {
  const { say } = useWords();
  const rules = useQuery(rulesQuery);
  const [number, setNumber] = useState<string>();
  const [done, setDone] = useState<Enrolled | 'waits'>();
  const word = (key: string, values = {}) => say(`screen.enrolment.away.${key}`, values);
  return (
    <Page
      title={word('title')}
      lead={word('lead')}
      error={rules.isError}
      back={{ to: '/desk/enrolment', label: say('screen.enrolment.day.title') }}
    >
      <Loaded query={rules} lines={3}>
        {(given) =>
          done ? (
            <Done done={done} name={number ?? ''} />
          ) : number ? (
            <Take rules={given} number={number} onDone={setDone} />
          ) : (
            <Stack>
              <Notice tone="plain" title={word('days', { days: given.lateDays })} />
              <Ask onNumber={setNumber} />
            </Stack>
          )
        }
      </Loaded>
    </Page>
  );
}

function Ask({ onNumber }: { onNumber: (number: string) => void }) {
  const { say } = useWords();
  const form = useForm({
    initial: { number: '' },
    check: ({ number }): { number?: string } =>
      NUMBER.test(number.replace(/\s/g, '')) ? {} : { number: say('screen.enrolment.away.numberWrong') },
    send: async ({ number }) => onNumber(number.replace(/\s/g, '')),
  });
  return (
    <FormFrame form={form} send={say('screen.enrolment.away.begin')}>
      <TextField
        label={say('screen.enrolment.away.number')}
        hint={say('screen.enrolment.away.numberHint')}
        inputMode="numeric"
        mono
        maxLength={20}
        {...form.field('number')}
      />
    </FormFrame>
  );
}

interface TakeProps {
  rules: Rules;
  number: string;
  onDone: (done: Enrolled | 'waits') => void;
}

function Take({ rules, number, onDone }: TakeProps) {
  const { reason: purpose } = useDesk();
  const kinds = rules.kinds.map(({ reasons, ...kind }) => ({
    ...{ ...kind, takes: true },
    reasons: reasons.map((id) => ({ id })),
  }));
  return (
    <Taking
      {...{ rules, purpose, kinds, onDone, fixed: undefined }}
      whom={{ number }}
      held={{ portrait: false, fingers: [] }}
    />
  );
}
