import { useQueryClient } from '@tanstack/react-query';
import { useForm } from '../../../form/useForm.ts';
import { announce, FormFrame, Notice } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useDesk } from '../desk.ts';
import { reasonFor } from '../reason.ts';
import { type Organisation, PURPOSE, sendSuccession } from './data.ts';
import { IdentifiedFields } from './IdentifiedFields.tsx';
import { bodyOf, identified } from './identification.ts';

/** Another legal representative, on a new certificate. */
export function SuccessionForm({ organisation, onDone }: { organisation: Organisation; onDone: () => void }) {
  const { say } = useWords();
  const { reason, lists } = useDesk();
  const queries = useQueryClient();
  const text = (key: string) => say(`screen.desk.organisations.${key}`);
  const form = useForm({
    initial: identified,
    check: (values) =>
      Object.fromEntries(
        Object.entries(values).flatMap(([field, value]) => (value.trim() === '' ? [[field, text('missing')]] : [])),
      ),
    send: async (values, key) => {
      await sendSuccession(organisation.id, bodyOf(values), { key, purpose: reasonFor(PURPOSE, reason, lists) });
      announce(text('changed'));
      onDone();
      void queries.invalidateQueries({ queryKey: ['desk'] });
    },
  });
  return (
    <FormFrame form={form} send={text('succeed')}>
      <Notice tone="info">{text('succeedHint')}</Notice>
      <IdentifiedFields form={form} except={organisation.representative.person} />
    </FormFrame>
  );
}
