import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useForm } from '../../../form/useForm.ts';
import { announce, FormFrame, Page, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { accountKey, proveContact } from './data.ts';

/** The code that was sent to a new contact. */
export function ProveContactScreen() {
  const { say } = useWords();
  const { contact = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm({
    initial: { code: '' },
    check: ({ code }): { code?: string } => (code.trim() ? {} : { code: say('screen.contacts.codeMissing') }),
    send: async ({ code }) => {
      await proveContact(contact, code.replace(/\s/g, ''));
      announce(say('screen.contacts.provedNow'));
      await queries.invalidateQueries({ queryKey: accountKey });
      await navigate({ to: '/me/settings' });
    },
  });
  return (
    <Page
      title={say('screen.contacts.proveTitle')}
      lead={say('screen.contacts.proveLead')}
      back={{ to: '/me/settings', label: say('screen.settings.back') }}
      width="question"
      error={form.errors.length > 0 || form.problem !== null}
    >
      <FormFrame form={form} send={say('screen.contacts.prove')}>
        <TextField
          label={say('screen.contacts.code')}
          mono
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          {...form.field('code')}
        />
      </FormFrame>
    </Page>
  );
}
