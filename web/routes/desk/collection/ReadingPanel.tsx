import { useQueryClient } from '@tanstack/react-query';
import { useForm } from '../../../form/useForm.ts';
import { announce, Disclosure, FormFrame, SelectField, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type Reading, type Run, readRun } from './data.ts';

/** Encodings that offices' files come in: Unicode, then the fonts of the time before it. */
const ENCODINGS = ['utf-8', 'utf-16le', 'windows-1258', 'tcvn3', 'vni', 'viqr', 'windows-1252'];
const SEPARATORS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

/** How the file is written, where what was found out is wrong: it is then read anew. */
export function ReadingPanel({ run }: { run: Run }) {
  const { say } = useWords();
  if (!run.may.includes('read')) return null;
  return (
    <Disclosure summary={say('screen.collection.reading.title')} open={run.failure !== undefined}>
      <ReadingForm run={run} />
    </Disclosure>
  );
}

function ReadingForm({ run: { id, form: found } }: { run: Run }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    initial: { encoding: '', separator: '', sheet: found?.sheet ?? '', headerRow: '' },
    check: ({ headerRow }): { headerRow?: string } =>
      /^([0-9]{1,3}|1000)?$/.test(headerRow.trim()) ? {} : { headerRow: say('screen.collection.reading.headerWrong') },
    send: async (values) => {
      await readRun(id, readingOf(values));
      announce(say('screen.collection.reading.done'));
      await queries.invalidateQueries({ queryKey: ['collection'] });
    },
  });
  const sheets = found?.sheets ?? [];
  return (
    <FormFrame form={form} send={say('screen.collection.reading.again')}>
      <p>{say('screen.collection.reading.text')}</p>
      {sheets.length > 1 && (
        <SelectField
          label={say('screen.collection.reading.sheet')}
          choices={sheets.map((sheet) => ({ value: sheet, label: sheet }))}
          {...form.field('sheet')}
        />
      )}
      {found?.kind !== 'workbook' && (
        <SelectField
          label={say('screen.collection.reading.encoding')}
          none={say('screen.collection.reading.found', { what: found?.encoding ?? '–' })}
          choices={ENCODINGS.map((value) => ({ value, label: value.toUpperCase() }))}
          {...form.field('encoding')}
        />
      )}
      {found?.kind === 'delimited' && (
        <SelectField
          label={say('screen.collection.reading.separator')}
          none={say('screen.collection.reading.byItself')}
          choices={Object.entries(SEPARATORS).map(([value, name]) => ({
            value,
            label: say(`screen.collection.reading.by.${name}`),
          }))}
          {...form.field('separator')}
        />
      )}
      <TextField
        label={say('screen.collection.reading.header')}
        hint={say('screen.collection.reading.headerHint')}
        optional
        inputMode="numeric"
        maxLength={4}
        {...form.field('headerRow')}
      />
    </FormFrame>
  );
}

function readingOf({ encoding = '', separator = '', sheet = '', headerRow = '' }: Record<string, string>): Reading {
  return {
    ...(encoding ? { encoding } : {}),
    ...(separator ? { separator } : {}),
    ...(sheet ? { sheet } : {}),
    ...(headerRow.trim() ? { headerRow: Number(headerRow) } : {}),
  };
}
