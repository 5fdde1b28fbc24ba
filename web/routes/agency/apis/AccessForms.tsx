import { useQueryClient } from '@tanstack/react-query';
import { useForm } from '../../../form/useForm.ts';
import { AreaField, announce, FormFrame, RadioField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { splitIds } from '../agreements/given.ts';
import { ItemsField } from '../agreements/ItemsField.tsx';
import { type Access, apisKey, decideAccess } from './data.ts';

interface AccessFormProps {
  line: Access;
  onDone: () => void;
}

const choicesOf = ({ names }: Access, scopes: readonly string[]) =>
  scopes.map((scope) => ({ id: scope, name: names[scope] ?? scope, note: scope }));

/** The owner gives all or a part of what is asked for, or refuses it. */
export function AnswerAccess({ line, onDone }: AccessFormProps) {
  const { say } = useWords();
  const queries = useQueryClient();
  const asked = line.asked ?? [];
  const form = useForm({
    initial: { decision: 'give', scopes: asked.join(' '), note: '' },
    check: ({ decision, scopes, note }) => {
      if (decision === 'give') return scopes ? {} : { scopes: say('screen.apis.access.chooseOne') };
      return note.trim().length < 5 ? { note: say('screen.services.whyMissing') } : {};
    },
    send: async ({ decision, scopes, note }, key) => {
      const body = decision === 'give' ? { decision, scopes: splitIds(scopes) } : { decision, note: note.trim() };
      await decideAccess(line.api, line.client, body, key);
      announce(say(`screen.apis.access.done.${decision}`));
      void queries.invalidateQueries({ queryKey: apisKey });
      onDone();
    },
  });
  const gives = form.values.decision === 'give';
  return (
    <FormFrame form={form} send={say(`screen.apis.access.${gives ? 'give' : 'refuse'}`)}>
      <p>
        {say('screen.apis.access.reason')} {line.why}
      </p>
      {line.scopes.length > 0 && <p>{say('screen.apis.access.replaces')}</p>}
      <RadioField
        label={say('screen.apis.access.decision')}
        choices={['give', 'refuse'].map((value) => ({ value, label: say(`screen.apis.access.${value}`) }))}
        {...form.field('decision')}
      />
      {gives ? (
        <ItemsField label={say('screen.apis.scopes')} choices={choicesOf(line, asked)} {...form.field('scopes')} />
      ) : (
        <AreaField label={say('screen.services.why')} maxLength={1000} {...form.field('note')} />
      )}
    </FormFrame>
  );
}

/** The owner takes away all or a part of what stands. */
export function EndAccess({ line, seconds, onDone }: AccessFormProps & { seconds: number }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    initial: { scopes: line.scopes.join(' '), note: '' },
    check: ({ scopes, note }) => ({
      ...(scopes ? {} : { scopes: say('screen.apis.access.chooseOne') }),
      ...(note.trim().length < 5 ? { note: say('screen.services.whyMissing') } : {}),
    }),
    send: async ({ scopes, note }, key) => {
      const body = { decision: 'end', scopes: splitIds(scopes), note: note.trim() };
      await decideAccess(line.api, line.client, body, key);
      announce(say('screen.apis.access.done.end'));
      void queries.invalidateQueries({ queryKey: apisKey });
      onDone();
    },
  });
  return (
    <FormFrame form={form} send={say('screen.apis.access.end')}>
      <p>{say('screen.apis.access.endText', { count: seconds })}</p>
      <ItemsField
        label={say('screen.apis.access.which')}
        choices={choicesOf(line, line.scopes)}
        {...form.field('scopes')}
      />
      <AreaField label={say('screen.services.why')} maxLength={1000} {...form.field('note')} />
    </FormFrame>
  );
}
