import { useForm } from '../../../form/useForm.ts';
import { TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { FormPage, useSent } from '../FormPage.tsx';
import { accountKey, nameTrusted } from './data.ts';

export function NameTrustedScreen() {
  const { say } = useWords();
  const sent = useSent(accountKey, '/me/security');
  const form = useForm({
    initial: { identifier: '' },
    check: ({ identifier }): { identifier?: string } =>
      identifier.trim() ? {} : { identifier: say('screen.trusted.missing') },
    send: async ({ identifier }, key) => {
      await nameTrusted(identifier.trim(), key);
      await sent(say('screen.trusted.added'));
    },
    keep: 'trusted',
  });
  return (
    <FormPage
      form={form}
      title={say('screen.trusted.add')}
      lead={say('screen.trusted.lead')}
      back={{ to: '/me/security', label: say('screen.security.back') }}
      send={say('screen.trusted.send')}
    >
      <TextField
        label={say('screen.trusted.identifier')}
        hint={say('screen.trusted.identifierHint')}
        mono
        inputMode="numeric"
        maxLength={20}
        {...form.field('identifier')}
      />
    </FormPage>
  );
}
