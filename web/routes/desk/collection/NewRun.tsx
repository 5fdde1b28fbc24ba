import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { Empty, FormFrame, Loaded, Page, SelectField, TextField, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { beginSending } from '../../agency/batches/sending.ts';
import { useSession } from '../../root.tsx';
import { DropField } from './DropField.tsx';
import { type Fields, fieldsQuery, makeRun, readAfter } from './data.ts';

/** A file to be collected: which one, and by what law. */
export function NewRunScreen() {
  const { say } = useWords();
  const { caller } = useSession();
  const fields = useQuery(fieldsQuery);
  const back = { to: '/desk/collection', label: say('screen.collection.back') };
  return (
    <Page
      title={say('screen.collection.new.title')}
      lead={say('screen.collection.new.lead')}
      error={fields.isError}
      back={back}
    >
      {caller.scopes.includes('collection.send') ? (
        <Loaded query={fields} lines={6}>
          {(known) => <NewRunForm fields={known} />}
        </Loaded>
      ) : (
        <Empty title={say('screen.collection.new.notYours')}>
          <TextLink to={back.to}>{back.label}</TextLink>
        </Empty>
      )}
    </Page>
  );
}

function NewRunForm({ fields: { legalBases } }: { fields: Fields }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const form = useForm({
    initial: { file: '', legalBasis: legalBases[0]?.id ?? '', note: '' },
    check: (): { file?: string } => {
      if (!file) return { file: say('screen.collection.new.fileMissing') };
      return file.size === 0 ? { file: say('screen.collection.new.fileEmpty') } : {};
    },
    send: async ({ legalBasis, note }, key) => {
      if (!file) return;
      const about = { ...(legalBasis ? { legalBasis } : {}), ...(note.trim() ? { note: note.trim() } : {}) };
      const run = await makeRun({ file: file.name, bytes: file.size, ...about }, key);
      beginSending(run, file, readAfter(run.id, queries));
      void queries.invalidateQueries({ queryKey: ['collection', 'runs'] });
      await navigate({ to: '/desk/collection/runs/$run', params: { run: run.id } });
    },
  });
  return (
    <FormFrame form={form} send={say('screen.collection.new.send')} icon="forward">
      <DropField
        id="file"
        file={file}
        error={form.field('file').error}
        onChange={(chosen) => {
          setFile(chosen);
          // Another file is another sending: what was entered must differ for it to have another key.
          form.set('file', chosen ? `${chosen.name} ${chosen.size} ${chosen.lastModified}` : '');
        }}
      />
      <SelectField
        label={say('screen.looks.law')}
        choices={legalBases.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.field('legalBasis')}
      />
      <TextField
        label={say('screen.collection.new.note')}
        hint={say('screen.collection.new.noteHint')}
        optional
        maxLength={300}
        {...form.field('note')}
      />
    </FormFrame>
  );
}
