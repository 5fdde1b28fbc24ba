import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { AreaField, announce, Button, Drawer, FormFrame } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';

interface WhyActProps {
  /** Where the words stand: `button`, `text`, `done`. */
  words: string;
  kind?: 'primary' | 'secondary' | 'danger';
  act: (why: string, key: string) => Promise<unknown>;
}

/** An act that the other side reads with its reason: a button, what follows from it, and why. */
export function WhyAct({ words, kind = 'secondary', act }: WhyActProps) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const title = say(`${words}.button`);
  const close = () => setOpen(false);
  return (
    <>
      <Button kind={kind} onClick={() => setOpen(true)}>
        {title}
      </Button>
      <Drawer open={open} title={title} onClose={close}>
        <WhyForm words={words} act={act} onDone={close} />
      </Drawer>
    </>
  );
}

export const WHY_LEAST = 10;
const TOUCHED = ['agreements', 'agency'];

function WhyForm({ words, act, onDone }: Pick<WhyActProps, 'words' | 'act'> & { onDone: () => void }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    initial: { why: '' },
    check: ({ why }) => (why.trim().length < WHY_LEAST ? { why: say('screen.agreements.whyMissing') } : {}),
    send: async ({ why }, key) => {
      await act(why.trim(), key);
      announce(say(`${words}.done`));
      onDone();
      // What is decided here also changes how the organisation's systems stand.
      await Promise.all(TOUCHED.map((name) => queries.invalidateQueries({ queryKey: [name] })));
    },
  });
  return (
    <FormFrame form={form} send={say(`${words}.button`)}>
      <p>{say(`${words}.text`)}</p>
      <AreaField
        label={say('screen.agreements.why')}
        hint={say('screen.agreements.whyHint')}
        maxLength={4000}
        {...form.field('why')}
      />
    </FormFrame>
  );
}
