import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { AreaField, announce, Disclosure, FormFrame, Muted, Notice, Panel } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type Named, namePersons, type Subscription } from './data.ts';
import { splitNumbers } from './standing.ts';

const MOST = 100;

interface PersonsProps {
  subscription: Subscription;
  manages: boolean;
}

/** Whom it is about: those whom the organisation named by number, and nobody else. */
export function PersonsPanel({ subscription, manages }: PersonsProps) {
  const { say, number } = useWords();
  const { persons } = subscription;
  const [named, setNamed] = useState<Named>();
  const unknown = named?.filter(({ person }) => person === undefined) ?? [];
  return (
    <Panel title={say('screen.subscriptions.who')}>
      <p>
        {say(persons === 0 ? 'screen.subscriptions.nobody' : 'screen.subscriptions.named', { count: number(persons) })}
      </p>
      {named && unknown.length > 0 && (
        <Notice tone="wait" title={say('screen.subscriptions.unknown.title', { count: number(unknown.length) })}>
          <p>{say('screen.subscriptions.unknown.text')}</p>
          <p>{unknown.map(({ identifier }) => identifier).join(', ')}</p>
        </Notice>
      )}
      {manages && (
        <Disclosure summary={say('screen.subscriptions.name.open')} open={persons === 0}>
          <NameForm key={persons} subscription={subscription} onNamed={setNamed} />
        </Disclosure>
      )}
      <Muted>{say('screen.subscriptions.personsText')}</Muted>
    </Panel>
  );
}

function NameForm({ subscription: { id }, onNamed }: { subscription: Subscription; onNamed: (named: Named) => void }) {
  const { say, number } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    initial: { identifiers: '' },
    check: ({ identifiers }): { identifiers?: string } => {
      const { length } = splitNumbers(identifiers);
      if (length === 0) return { identifiers: say('screen.subscriptions.name.missing') };
      return length > MOST ? { identifiers: say('screen.subscriptions.name.tooMany', { most: MOST }) } : {};
    },
    send: async ({ identifiers }, key) => {
      const named = await namePersons(id, splitNumbers(identifiers), key);
      onNamed(named);
      announce(
        say('screen.subscriptions.name.done', {
          count: number(named.filter(({ person }) => person !== undefined).length),
        }),
      );
      form.set('identifiers', '');
      await queries.invalidateQueries({ queryKey: ['subscriptions'] });
    },
  });
  return (
    <FormFrame form={form} send={say('screen.subscriptions.name.send')} icon="add">
      <AreaField
        label={say('screen.subscriptions.name.label')}
        hint={say('screen.subscriptions.name.hint', { most: MOST })}
        rows={4}
        {...form.field('identifiers')}
      />
    </FormFrame>
  );
}
