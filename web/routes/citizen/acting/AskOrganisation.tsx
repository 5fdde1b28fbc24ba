import { useQuery } from '@tanstack/react-query';
import { useForm } from '../../../form/useForm.ts';
import { DateField, isDate, SelectField, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { FormPage, useSent } from '../FormPage.tsx';
import { actingKey, askOrganisation, provincesQuery } from './data.ts';

const EMPTY = { taxCode: '', name: '', province: '', number: '', issuedOn: '' };

/** The legal representative asks for the organisation's account; an officer compares with the business register. */
export function AskOrganisationScreen() {
  const { say } = useWords();
  const sent = useSent(actingKey, '/me/acting');
  const provinces = useQuery(provincesQuery);
  const form = useForm({
    initial: EMPTY,
    check: (values): Partial<typeof EMPTY> =>
      Object.fromEntries(
        Object.entries(values).flatMap(([name, value]) =>
          (name === 'issuedOn' ? isDate(value, false) : value.trim() !== '')
            ? []
            : [[name, say(`screen.organisations.missing.${name}`)]],
        ),
      ),
    send: async ({ taxCode, name, province, number, issuedOn }, key) => {
      const certificate = { number: number.trim(), issuedOn };
      await askOrganisation({ taxCode: taxCode.trim(), name: name.trim(), province, certificate }, key);
      await sent(say('screen.organisations.asked'));
    },
    keep: 'organisation',
  });
  return (
    <FormPage
      form={form}
      title={say('screen.organisations.ask')}
      lead={say('screen.organisations.askLead')}
      back={{ to: '/me/acting', label: say('screen.acting.back') }}
      send={say('screen.organisations.send')}
    >
      <TextField
        label={say('screen.desk.organisations.taxCode')}
        hint={say('screen.desk.organisations.taxCodeHint')}
        mono
        inputMode="numeric"
        maxLength={20}
        {...form.field('taxCode')}
      />
      <TextField label={say('screen.desk.organisations.name')} maxLength={200} {...form.field('name')} />
      <SelectField
        label={say('screen.desk.organisations.province')}
        none="–"
        choices={(provinces.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        {...form.field('province')}
      />
      <TextField label={say('screen.desk.organisations.certificate')} maxLength={60} {...form.field('number')} />
      <DateField label={say('screen.desk.organisations.issuedOn')} {...form.field('issuedOn')} />
    </FormPage>
  );
}
