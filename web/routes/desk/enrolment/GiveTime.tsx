import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { announce, Button, Drawer, FormFrame, Loaded, Notice, SelectField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useDesk } from '../desk.ts';
import { PersonField } from '../fields/PersonField.tsx';
import { type PersonDraft, readDraft } from '../fields/values.ts';
import { bookAtDesk, type HoursList, hoursQuery, type Rules, rulesQuery } from './data.ts';
import { SlotField } from './SlotField.tsx';

/** An officer gives somebody a time. */
export function GiveTime() {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const word = (key: string) => say(`screen.enrolment.give.${key}`);
  return (
    <>
      <Button small icon="add" onClick={() => setOpen(true)}>
        {word('title')}
      </Button>
      <Drawer open={open} title={word('title')} onClose={() => setOpen(false)}>
        {open && <Give onDone={() => setOpen(false)} />}
      </Drawer>
    </>
  );
}

function Give({ onDone }: { onDone: () => void }) {
  const { say } = useWords();
  const hours = useQuery(hoursQuery);
  const rules = useQuery(rulesQuery);
  return (
    <Loaded query={rules} lines={3}>
      {({ kinds }) => (
        <Loaded query={hours} lines={3}>
          {(given) =>
            given.hours.length === 0 ? (
              <Notice tone="wait" title={say('screen.enrolment.give.noOffice')} />
            ) : (
              <GiveForm hours={given.hours} kinds={kinds} onDone={onDone} />
            )
          }
        </Loaded>
      )}
    </Loaded>
  );
}

interface GiveFormProps {
  hours: HoursList['hours'];
  kinds: Rules['kinds'];
  onDone: () => void;
}

function GiveForm({ hours, kinds, onDone }: GiveFormProps) {
  const { say } = useWords();
  const { reason: purpose } = useDesk();
  const queries = useQueryClient();
  const [day, setDay] = useState('');
  const word = (key: string) => say(`screen.enrolment.give.${key}`);
  const form = useForm({
    initial: { person: '', office: hours[0]!.office, kind: kinds[0]?.id ?? '', at: '' },
    check: ({ person, at }) => ({
      ...(readDraft<PersonDraft>(person).person ? {} : { person: word('personMissing') }),
      ...(at ? {} : { at: word('atMissing') }),
    }),
    send: async ({ person, ...wish }, key) => {
      await bookAtDesk({ person: readDraft<PersonDraft>(person).person!, ...wish }, { key, purpose });
      announce(word('done'));
      await queries.invalidateQueries({ queryKey: ['enrolment', 'day'] });
      onDone();
    },
  });
  return (
    <FormFrame form={form} send={word('send')}>
      <PersonField label={word('person')} {...form.field('person')} />
      <SelectField
        label={word('kind')}
        choices={kinds.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.field('kind')}
      />
      <SelectField
        label={word('office')}
        choices={hours.map(({ office, officeName }) => ({ value: office, label: officeName }))}
        {...form.field('office')}
      />
      <SlotField
        door="/api/enrolment/slots"
        office={form.values.office}
        day={day}
        onDay={setDay}
        field={form.field('at')}
      />
    </FormFrame>
  );
}
