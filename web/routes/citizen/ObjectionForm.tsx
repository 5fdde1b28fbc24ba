import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useForm } from '../../form/useForm.ts';
import { AreaField, announce, Button, Notice, ProblemNotice } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { sendObjection } from './data.ts';
import classes from './Looks.module.css';

/** "I do not recognise this": one tap opens an oversight case; the note is for those who have something to add. */
export function ObjectionForm({ reference, title, button }: { reference: string; title?: string; button?: string }) {
  const { say, date } = useWords();
  const queries = useQueryClient();
  const field = useId();
  const [dueOn, setDueOn] = useState<string>();
  const form = useForm({
    initial: { note: '' },
    check: () => ({}),
    send: async ({ note }, key) => {
      const promised = await sendObjection({ reference, note: note.trim() }, key);
      setDueOn(promised.dueOn);
      announce(say('screen.looks.objection.sent', { date: date(promised.dueOn) }));
      void queries.invalidateQueries({ queryKey: ['me', 'looks'] });
    },
  });
  if (dueOn) return <Notice tone="good" title={say('screen.looks.objection.sent', { date: date(dueOn) })} />;
  return (
    <form
      className={classes.object}
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      {form.problem !== null && <ProblemNotice error={form.problem} />}
      <h3 className={classes.objectTitle}>{title ?? say('screen.looks.objection.title')}</h3>
      <p>{say('screen.looks.objection.text')}</p>
      <AreaField
        label={say('screen.looks.objection.note')}
        optional
        rows={2}
        maxLength={500}
        {...form.field('note')}
        id={field}
      />
      <div>
        <Button type="submit" busy={form.busy}>
          {button ?? say('screen.looks.objection.button')}
        </Button>
      </div>
    </form>
  );
}
