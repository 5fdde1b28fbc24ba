import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { DateField, FormFrame, isDate, Loaded, Notice, Page, Stack, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useDesk } from '../desk.ts';
import { ageOn } from './age.ts';
import { type Enrolled, type Rules, rulesQuery } from './data.ts';
import { Done } from './Session.tsx';
import { Taking } from './Taking.tsx';

const NUMBER = /^[0-9]{9,12}$/;

/** What is said of a person whose record is out of reach. */
interface Stated {
  readonly number: string;
  /** Of a child: it only decides what the page asks for, and is not sent. */
  readonly age?: number;
}

/** A mobile team without a line: whose number it is is found out when it arrives. */
export function AwayScreen() {
  const { say } = useWords();
  const rules = useQuery(rulesQuery);
  const [stated, setStated] = useState<Stated>();
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
            <Done done={done} name={stated?.number ?? ''} />
          ) : stated ? (
            <Take rules={given} stated={stated} onDone={setDone} />
          ) : (
            <Stack>
              <Notice tone="plain" title={word('days', { days: given.lateDays })} />
              <Ask onStated={setStated} />
            </Stack>
          )
        }
      </Loaded>
    </Page>
  );
}

function Ask({ onStated }: { onStated: (stated: Stated) => void }) {
  const { say } = useWords();
  const { today } = useDesk();
  const ageOf = (born: string) => ageOn(born, today);
  const form = useForm({
    initial: { number: '', born: '' },
    check: ({ number, born }) => ({
      ...(NUMBER.test(number.replace(/\s/g, '')) ? {} : { number: say('screen.enrolment.away.numberWrong') }),
      ...(born === '' || (isDate(born, true) && ageOf(born) >= 0)
        ? {}
        : { born: say('screen.enrolment.away.bornWrong') }),
    }),
    send: async ({ number, born }) =>
      onStated({ number: number.replace(/\s/g, ''), ...(born ? { age: ageOf(born) } : {}) }),
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
      <DateField
        label={say('screen.enrolment.away.born')}
        hint={say('screen.enrolment.away.bornHint')}
        optional
        partial
        {...form.field('born')}
      />
    </FormFrame>
  );
}

interface TakeProps {
  rules: Rules;
  stated: Stated;
  onDone: (done: Enrolled | 'waits') => void;
}

function Take({ rules, stated: { number, age }, onDone }: TakeProps) {
  const { reason: purpose } = useDesk();
  const kinds = rules.kinds.map(({ reasons, takesFrom, ...kind }) => ({
    ...{ ...kind, takes: age === undefined || age >= (takesFrom ?? 0) },
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
