import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from '../../../form/useForm.ts';
import { announce, FormFrame, Page, SelectField, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useDesk } from '../desk.ts';
import { reasonFor } from '../reason.ts';
import { PURPOSE, sendOpening } from './data.ts';
import { IdentifiedFields } from './IdentifiedFields.tsx';
import { bodyOf, identified } from './identification.ts';

/** The legal representative stands before the officer, with the certificate and the card. */
export function OpenOrganisationScreen() {
  const { say } = useWords();
  const { lists, reason } = useDesk();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const text = (key: string) => say(`screen.desk.organisations.${key}`);
  const form = useForm({
    initial: { taxCode: '', name: '', province: '', ...identified },
    check: (values) =>
      Object.fromEntries(
        Object.entries(values).flatMap(([field, value]) => (value.trim() === '' ? [[field, text('missing')]] : [])),
      ),
    send: async (values, key) => {
      const { taxCode, name, province } = values;
      const body = { taxCode: taxCode.trim(), name: name.trim(), province, ...bodyOf(values) };
      const { id } = await sendOpening(body, { key, purpose: reasonFor(PURPOSE, reason, lists) });
      announce(text('opened'));
      void queries.invalidateQueries({ queryKey: ['desk', 'organisations'] });
      await navigate({ to: '/desk/organisations/$organisation', params: { organisation: id } });
    },
  });
  return (
    <Page
      title={text('open')}
      lead={text('openLead')}
      back={{ to: '/desk/organisations', label: text('back') }}
      width="question"
      error={form.errors.length > 0}
    >
      <FormFrame form={form} send={text('send')}>
        <TextField
          label={text('taxCode')}
          hint={text('taxCodeHint')}
          mono
          inputMode="numeric"
          maxLength={20}
          {...form.field('taxCode')}
        />
        <TextField label={text('name')} maxLength={200} {...form.field('name')} />
        <SelectField
          label={text('province')}
          none="–"
          choices={lists.provinces.map(({ code, name }) => ({ value: code, label: name }))}
          {...form.field('province')}
        />
        <IdentifiedFields form={form} />
      </FormFrame>
    </Page>
  );
}
