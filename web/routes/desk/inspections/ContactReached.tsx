import { useQueryClient } from '@tanstack/react-query';
import { useForm } from '../../../form/useForm.ts';
import { AreaField, announce, FormFrame } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { confirmContact } from './data.ts';

/** The security contact was called and answered. */
export function ContactReached({ system, onDone }: { system: string; onDone: () => void }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    initial: { how: '' },
    check: ({ how }) => (how.trim().length < 3 ? { how: say('screen.inspections.contact.howMissing') } : {}),
    send: async ({ how }, key) => {
      await confirmContact(system, how.trim(), key);
      announce(say('screen.inspections.contact.done'));
      onDone();
      await queries.invalidateQueries({ queryKey: ['inspections'] });
    },
  });
  return (
    <FormFrame form={form} send={say('screen.inspections.contact.save')}>
      <p>{say('screen.inspections.contact.text')}</p>
      <AreaField
        label={say('screen.inspections.contact.how')}
        hint={say('screen.inspections.contact.howHint')}
        rows={3}
        maxLength={500}
        {...form.field('how')}
      />
    </FormFrame>
  );
}
