import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from '../../../form/useForm.ts';
import { announce, FormFrame, Page, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { accountKey, nameTrusted } from './data.ts';

export function NameTrustedScreen() {
  const { say } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm({
    initial: { identifier: '' },
    check: ({ identifier }): { identifier?: string } =>
      identifier.trim() ? {} : { identifier: say('screen.trusted.missing') },
    send: async ({ identifier }, key) => {
      await nameTrusted(identifier.trim(), key);
      announce(say('screen.trusted.added'));
      void queries.invalidateQueries({ queryKey: accountKey });
      await navigate({ to: '/me/security' });
    },
    keep: 'trusted',
  });
  return (
    <Page
      title={say('screen.trusted.add')}
      lead={say('screen.trusted.lead')}
      back={{ to: '/me/security', label: say('screen.security.back') }}
      width="question"
      error={form.errors.length > 0 || form.problem !== null}
    >
      <FormFrame form={form} send={say('screen.trusted.send')}>
        <TextField
          label={say('screen.trusted.identifier')}
          hint={say('screen.trusted.identifierHint')}
          mono
          inputMode="numeric"
          maxLength={20}
          {...form.field('identifier')}
        />
      </FormFrame>
    </Page>
  );
}
