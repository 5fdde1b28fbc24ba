import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from '../../../form/useForm.ts';
import { RadioField, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { FormPage } from '../FormPage.tsx';
import { accountKey, addContact } from './data.ts';

/** A telephone number or an e-mail address; the code that is sent there comes on the next page. */
export function AddContactScreen() {
  const { say } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm({
    initial: { kind: 'phone', value: '' },
    check: ({ value }): { value?: string } =>
      value.trim().length > 2 ? {} : { value: say('screen.contacts.missing') },
    send: async ({ kind, value }, key) => {
      const { id } = await addContact({ kind: kind === 'email' ? 'email' : 'phone', value: value.trim() }, key);
      void queries.invalidateQueries({ queryKey: accountKey });
      await navigate({ to: '/me/settings/contact/$contact', params: { contact: id } });
    },
    keep: 'contact',
  });
  const email = form.values.kind === 'email';
  return (
    <FormPage
      form={form}
      title={say('screen.contacts.add')}
      lead={say('screen.contacts.addLead')}
      back={{ to: '/me/settings', label: say('screen.settings.back') }}
      send={say('screen.contacts.sendCode')}
    >
      <RadioField
        label={say('screen.contacts.kind')}
        choices={['phone', 'email'].map((kind) => ({ value: kind, label: say(`value.contact.${kind}`) }))}
        {...form.field('kind')}
      />
      <TextField
        label={say(`value.contact.${email ? 'email' : 'phone'}`)}
        type={email ? 'email' : 'tel'}
        inputMode={email ? 'email' : 'tel'}
        autoComplete={email ? 'email' : 'tel'}
        maxLength={254}
        {...form.field('value')}
      />
    </FormPage>
  );
}
