import { useParams } from '@tanstack/react-router';
import { useForm } from '../../../form/useForm.ts';
import { useWords } from '../../../words.tsx';
import { FormPage, useSent } from '../FormPage.tsx';
import { CodeField } from './CodeField.tsx';
import { accountKey, proveContact } from './data.ts';

/** The code that was sent to a new contact. */
export function ProveContactScreen() {
  const { say } = useWords();
  const { contact = '' } = useParams({ strict: false });
  const sent = useSent(accountKey, '/me/settings');
  const form = useForm({
    initial: { code: '' },
    check: ({ code }): { code?: string } => (code.trim() ? {} : { code: say('screen.contacts.codeMissing') }),
    send: async ({ code }) => {
      await proveContact(contact, code.replace(/\s/g, ''));
      await sent(say('screen.contacts.provedNow'));
    },
  });
  return (
    <FormPage
      form={form}
      title={say('screen.contacts.proveTitle')}
      lead={say('screen.contacts.proveLead')}
      back={{ to: '/me/settings', label: say('screen.settings.back') }}
      send={say('screen.contacts.prove')}
    >
      <CodeField form={form} label={say('screen.contacts.code')} />
    </FormPage>
  );
}
