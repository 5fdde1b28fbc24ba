import { useQueryClient } from '@tanstack/react-query';
import { useForm } from '../../../form/useForm.ts';
import { AreaField, announce, FormFrame } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';

interface WhyFormProps {
  /** What will happen. */
  text: string;
  send: string;
  done: string;
  onSend: (why: string, key: string) => Promise<unknown>;
  onDone: () => void;
}

/** What one may do alone needs its reason. */
export function WhyForm({ text, send, done, onSend, onDone }: WhyFormProps) {
  const { say } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    initial: { why: '' },
    check: ({ why }): { why?: string } => (why.trim() ? {} : { why: say('screen.officials.whyMissing') }),
    send: async ({ why }, key) => {
      await onSend(why.trim(), key);
      announce(done);
      onDone();
      void queries.invalidateQueries({ queryKey: ['officials'] });
    },
  });
  return (
    <FormFrame form={form} send={send}>
      <p>{text}</p>
      <AreaField label={say('screen.officials.why')} rows={3} maxLength={500} {...form.field('why')} />
    </FormFrame>
  );
}
