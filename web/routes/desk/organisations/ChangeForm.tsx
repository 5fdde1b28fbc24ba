import { useQueryClient } from '@tanstack/react-query';
import { useForm } from '../../../form/useForm.ts';
import { AreaField, announce, FormFrame } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useDesk } from '../desk.ts';
import { reasonFor } from '../reason.ts';
import { type Change, PURPOSE, sendChange } from './data.ts';

interface ChangeFormProps {
  id: string;
  change: Change;
  onDone: () => void;
}

/** Confirms, refuses, suspends, resumes or closes. What takes something away says why. */
export function ChangeForm({ id, change, onDone }: ChangeFormProps) {
  const { say } = useWords();
  const { reason, lists } = useDesk();
  const queries = useQueryClient();
  const text = (key: string) => say(`screen.desk.organisations.${key}`);
  const optional = change === 'confirm' || change === 'resume';
  const form = useForm({
    initial: { reason: '' },
    check: (values) => (optional || values.reason.trim() ? {} : { reason: text('missing') }),
    send: async (values, key) => {
      const said = values.reason.trim();
      await sendChange(
        id,
        { change, ...(said ? { reason: said } : {}) },
        { key, purpose: reasonFor(PURPOSE, reason, lists) },
      );
      announce(text('changed'));
      onDone();
      void queries.invalidateQueries({ queryKey: ['desk'] });
    },
  });
  return (
    <FormFrame form={form} send={text(`change.${change}`)}>
      <AreaField
        label={text('reason')}
        hint={text('reasonHint')}
        optional={optional}
        rows={3}
        maxLength={500}
        {...form.field('reason')}
      />
    </FormFrame>
  );
}
