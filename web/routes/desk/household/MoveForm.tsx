import { useState } from 'react';
import { ApiProblem } from '../../../api.ts';
import { useForm } from '../../../form/useForm.ts';
import { DateField, FormFrame, isDate, Notice } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { checkGround, GroundFields, type GroundValues, groundOf, startGround } from '../acts/ground.tsx';
import { useDesk } from '../desk.ts';
import { PlaceField } from '../fields/PlaceField.tsx';
import { decodePlace } from '../fields/values.ts';
import { reasonFor } from '../reason.ts';
import { type Household, moveHousehold } from './data.ts';

const LAWS = ['residence-law-20', 'residence-law-27'];

/** Everybody at once, to one place, on one law and one paper. */
export function MoveForm({ household, onDone }: { household: Household; onDone: (count: number) => void }) {
  const { say } = useWords();
  const { lists, reason, today } = useDesk();
  const { members } = household;
  const [refused, setRefused] = useState<string>();
  const form = useForm<GroundValues & { to: string; on: string }>({
    initial: { to: '', on: today, ...startGround(lists, LAWS, 'application') },
    check: (values) => ({
      ...(decodePlace(values.to).unit?.length === 5 ? {} : { to: say('screen.desk.act.move.communeMissing') }),
      ...(isDate(values.on) ? {} : { on: say('screen.desk.dateWrong') }),
      ...checkGround(values, say),
    }),
    send: async (values, key) => {
      const { on: _, ...to } = decodePlace(values.to);
      const body = { ...groundOf(values), to, on: values.on, members: members.map(({ person }) => person) };
      const purpose = reasonFor('residence-registration', reason, lists);
      setRefused(undefined);
      try {
        const { persons } = await moveHousehold(household.household, body, { key, purpose });
        onDone(persons.length);
      } catch (error) {
        // Beside the field stands why, here for whom.
        if (error instanceof ApiProblem) setRefused(error.body.person);
        throw error;
      }
    },
  });
  const about = members.find(({ person }) => person === refused);
  return (
    <FormFrame form={form} send={say('screen.household.move.send')}>
      {about && <Notice tone="bad" title={say('screen.household.move.refused', { name: about.name })} />}
      <p>{say('screen.household.move.text')}</p>
      <ul>
        {members.map(({ person, name, relationToHead }) => (
          <li key={person}>
            {name} – {say(`value.relationToHead.${relationToHead}`)}
          </li>
        ))}
      </ul>
      <PlaceField label={say('screen.desk.act.move.to')} {...form.field('to')} />
      <DateField label={say('screen.household.move.on')} {...form.field('on')} />
      <GroundFields form={form as never} />
    </FormFrame>
  );
}
