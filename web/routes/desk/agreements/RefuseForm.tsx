import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm } from '../../../form/useForm.ts';
import { ChoiceField } from '../../../kit/desk.ts';
import { AreaField, announce, FormFrame, Loaded } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type Draft, moveDraft } from '../../agency/agreements/data.ts';
import { decisionListsQuery, type Lists } from './data.ts';

const TEXT_LEAST = 30;

interface RefuseFormProps {
  draft: Draft;
  onDone: () => void;
}

/** A refusal in writing, on a law in force: sharing is what the law expects (Decree 194/2025/NĐ-CP). */
export function RefuseForm(props: RefuseFormProps) {
  const lists = useQuery(decisionListsQuery);
  return (
    <Loaded query={lists} lines={6}>
      {({ laws }) => <Known {...props} laws={laws} />}
    </Loaded>
  );
}

function Known({ draft, laws, onDone }: RefuseFormProps & { laws: Lists['laws'] }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    initial: { legalBasis: '', text: '' },
    check: ({ legalBasis, text }) => ({
      ...(legalBasis ? {} : { legalBasis: say('screen.agreements.refuse.lawMissing') }),
      ...(text.trim().length < TEXT_LEAST ? { text: say('screen.agreements.refuse.textMissing') } : {}),
    }),
    send: async ({ legalBasis, text }, key) => {
      await moveDraft('holder', draft, 'refuse', { legalBasis, text: text.trim() }, key);
      announce(say('screen.agreements.refuse.done'));
      onDone();
      await queries.invalidateQueries({ queryKey: ['agreements'] });
    },
  });
  return (
    <FormFrame form={form} send={say('screen.agreements.refuse.button')}>
      <p>{say('screen.agreements.refuse.explain')}</p>
      <ChoiceField
        label={say('screen.agreements.refuse.law')}
        hint={say('screen.agreements.refuse.lawHint')}
        choices={laws.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.field('legalBasis')}
      />
      <AreaField
        label={say('screen.agreements.refuse.text')}
        hint={say('screen.agreements.refuse.textHint')}
        rows={8}
        maxLength={8000}
        {...form.field('text')}
      />
    </FormFrame>
  );
}
