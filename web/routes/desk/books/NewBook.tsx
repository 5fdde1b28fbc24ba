import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm } from '../../../form/useForm.ts';
import { ChoiceField } from '../../../kit/desk.ts';
import { announce, FormFrame, SelectField, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { communesQuery, listsQuery } from '../data.ts';
import { type Books, makeBook } from './data.ts';

const YEAR = /^\d{4}$/;
const NAMES = ['kind', 'number', 'place', 'province', 'commune', 'yearFrom', 'yearTo'] as const;
type Values = Record<(typeof NAMES)[number], string>;

/** What stands on the cover, and the commune whose work the book is today. */
export function NewBook({ kinds, onDone }: { kinds: Books['kinds']; onDone: () => void }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const lists = useQuery(listsQuery);
  const form = useForm<Values>({
    initial: { kind: kinds[0]?.kind ?? '', number: '', place: '', province: '', commune: '', yearFrom: '', yearTo: '' },
    check: (values): Partial<Values> => ({
      ...Object.fromEntries(
        NAMES.filter((name) => !values[name].trim()).map((name) => [name, say('screen.books.missing')]),
      ),
      ...Object.fromEntries(
        (['yearFrom', 'yearTo'] as const)
          .filter((name) => !YEAR.test(values[name].trim()))
          .map((name) => [name, say('screen.books.yearMalformed')]),
      ),
    }),
    send: async ({ kind, number, place, commune, yearFrom, yearTo }, key) => {
      const years = { yearFrom: Number(yearFrom.trim()), yearTo: Number(yearTo.trim()) };
      await makeBook({ kind, number: number.trim(), place: place.trim(), commune, ...years }, key);
      announce(say('screen.books.taken'));
      await queries.invalidateQueries({ queryKey: ['books'] });
      onDone();
    },
  });
  const communes = useQuery(communesQuery(form.values.province));
  const named = (units: readonly { code: string; name: string }[] | undefined) =>
    (units ?? []).map(({ code, name }) => ({ value: code, label: name }));
  return (
    <FormFrame form={form} send={say('screen.books.take')}>
      <SelectField
        label={say('screen.books.kind')}
        choices={kinds.map(({ kind, name }) => ({ value: kind, label: name }))}
        {...form.field('kind')}
      />
      <TextField label={say('screen.books.number')} maxLength={60} {...form.field('number')} />
      <TextField
        label={say('screen.books.place')}
        hint={say('screen.books.placeHint')}
        maxLength={200}
        {...form.field('place')}
      />
      <ChoiceField
        label={say('screen.books.province')}
        choices={named(lists.data?.provinces)}
        {...form.field('province')}
        onChange={(province) => {
          form.set('province', province);
          form.set('commune', '');
        }}
      />
      <ChoiceField
        label={say('screen.books.unit')}
        busy={communes.isFetching}
        choices={named(communes.data)}
        {...form.field('commune')}
      />
      <TextField label={say('screen.books.yearFrom')} inputMode="numeric" maxLength={4} {...form.field('yearFrom')} />
      <TextField label={say('screen.books.yearTo')} inputMode="numeric" maxLength={4} {...form.field('yearTo')} />
    </FormFrame>
  );
}
