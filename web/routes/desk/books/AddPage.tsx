import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { encodeFile } from '../../../base64.ts';
import { useForm } from '../../../form/useForm.ts';
import { announce, FileField, FormFrame, Panel, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { addPage, type BookView } from './data.ts';

const COUNT = /^[1-9]\d{0,4}$/;

/** One image after another: the next page's number and the last page's number of entries stand there already. */
export function AddPage({ book: { book, pages } }: { book: BookView }) {
  const last = pages.at(-1);
  const round = `${pages.length}`;
  return <PageForm key={round} book={book} number={(last?.number ?? 0) + 1} entries={last?.entries ?? 1} />;
}

function PageForm({ book, number, entries }: { book: string; number: number; entries: number }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const form = useForm({
    initial: { content: '', number: `${number}`, entries: `${entries}` },
    check: (values): { content?: string; number?: string; entries?: string } => ({
      ...(file ? {} : { content: say('screen.books.addPage.missing') }),
      ...(COUNT.test(values.number.trim()) ? {} : { number: say('screen.books.addPage.malformed') }),
      ...(COUNT.test(values.entries.trim()) ? {} : { entries: say('screen.books.addPage.malformed') }),
    }),
    send: async (values, key) => {
      const counts = { number: Number(values.number.trim()), entries: Number(values.entries.trim()) };
      await addPage(book, { ...counts, content: await encodeFile(file!) }, key);
      announce(say('screen.books.addPage.done'));
      await queries.invalidateQueries({ queryKey: ['books'] });
    },
  });
  return (
    <Panel title={say('screen.books.addPage.title')}>
      <FormFrame form={form} send={say('screen.books.addPage.send')} icon="add">
        <FileField
          id="content"
          label={say('screen.books.addPage.file')}
          hint={say('screen.books.addPage.fileHint')}
          accept=".jpg,.jpeg,.png,.pdf"
          error={form.field('content').error}
          onChange={(chosen) => {
            setFile(chosen);
            // Another file is another request.
            form.set('content', chosen ? `${chosen.name} ${chosen.lastModified}` : '');
          }}
        />
        <TextField
          label={say('screen.books.addPage.number')}
          inputMode="numeric"
          maxLength={5}
          {...form.field('number')}
        />
        <TextField
          label={say('screen.books.addPage.entries')}
          inputMode="numeric"
          maxLength={2}
          {...form.field('entries')}
        />
      </FormFrame>
    </Panel>
  );
}
