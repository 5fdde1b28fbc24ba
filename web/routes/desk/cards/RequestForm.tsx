import { useForm } from '../../../form/useForm.ts';
import { FormFrame, Muted, SelectField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { Offer } from './data.ts';

interface RequestFormProps {
  kinds: readonly Offer[];
  send: string;
  onSend: (asked: { kind: string; reason: string }, key: string) => Promise<void>;
}

/** Which card, why, and which law says so. */
export function RequestForm({ kinds, send, onSend }: RequestFormProps) {
  const { say } = useWords();
  const word = (key: string, values?: Record<string, string>) => say(`screen.cards.person.${key}`, values);
  const form = useForm({
    initial: { kind: kinds[0]?.id ?? '', reason: '' },
    check: ({ kind, reason }) => {
      const fits = kinds.find(({ id }) => id === kind)?.reasons.some(({ id }) => id === reason);
      return fits ? {} : { reason: word('reasonMissing') };
    },
    send: onSend,
  });
  const reasons = kinds.find(({ id }) => id === form.field('kind').value)?.reasons ?? [];
  const chosen = reasons.find(({ id }) => id === form.field('reason').value);
  return (
    <FormFrame form={form} send={send}>
      {kinds.length > 1 && (
        <SelectField
          label={word('kind')}
          choices={kinds.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('kind')}
        />
      )}
      <SelectField
        label={word('reason')}
        none="–"
        choices={reasons.map(({ id }) => ({ value: id, label: say(`value.cardReason.${id}`) }))}
        {...form.field('reason')}
      />
      {chosen && <Muted>{word('law', { law: chosen.legalBasisTitle })}</Muted>}
    </FormFrame>
  );
}
