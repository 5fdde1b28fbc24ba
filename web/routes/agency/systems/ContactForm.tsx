import { useQueryClient } from '@tanstack/react-query';
import { useForm } from '../../../form/useForm.ts';
import { announce, FormFrame, nameLanguage, SelectField, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useFrame } from '../../root.tsx';
import { type SystemView, setContact } from './data.ts';

/** Whom to call when something happens, and the server that takes notices. */
export function ContactForm({ system, onDone }: { system: SystemView; onDone: () => void }) {
  const { say, language: read } = useWords();
  const { session } = useFrame();
  const queries = useQueryClient();
  const { contact, host } = system;
  const form = useForm({
    initial: {
      name: contact?.name ?? '',
      email: contact?.email ?? '',
      phone: contact?.phone ?? '',
      language: contact?.language ?? read,
      host: host ?? '',
    },
    check: ({ name, email, phone }) => ({
      ...(name.trim().length < 2 ? { name: say('screen.systems.contact.nameMissing') } : {}),
      ...(/^\S+@\S+\.\S+$/.test(email.trim()) ? {} : { email: say('screen.systems.contact.emailMissing') }),
      ...(/^\+?[0-9 ]{6,20}$/.test(phone.trim()) ? {} : { phone: say('screen.systems.contact.phoneMissing') }),
    }),
    send: async (values, key) => {
      const { name, email, phone, language, host: server } = values;
      const given = {
        contact: { name: name.trim(), email: email.trim(), phone: phone.trim(), language },
        ...(server.trim() ? { host: server.trim().toLowerCase() } : {}),
      };
      await setContact(system.system, given, key);
      announce(say('screen.systems.contact.done'));
      onDone();
      await queries.invalidateQueries({ queryKey: ['agency', 'connections'] });
    },
  });
  return (
    <FormFrame form={form} send={say('screen.systems.contact.save')}>
      <p>{say('screen.systems.contact.text')}</p>
      <TextField label={say('screen.systems.contact.name')} maxLength={120} {...form.field('name')} />
      <TextField label={say('screen.systems.contact.email')} type="email" maxLength={254} {...form.field('email')} />
      <TextField
        label={say('screen.systems.contact.phone')}
        type="tel"
        inputMode="tel"
        maxLength={20}
        {...form.field('phone')}
      />
      <SelectField
        label={say('screen.systems.contact.language')}
        hint={say('screen.systems.contact.languageHint')}
        choices={session.languages.map((value) => ({ value, label: nameLanguage(value) }))}
        {...form.field('language')}
      />
      <TextField
        label={say('screen.systems.contact.host')}
        hint={say('screen.systems.contact.hostHint')}
        optional
        mono
        maxLength={260}
        {...form.field('host')}
      />
    </FormFrame>
  );
}
