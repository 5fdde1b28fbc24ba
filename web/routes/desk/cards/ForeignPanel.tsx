import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { encodeFile } from '../../../base64.ts';
import { useForm } from '../../../form/useForm.ts';
import { Table } from '../../../kit/desk.ts';
import { announce, ConfirmedAct, Empty, FileField, FormFrame, Panel, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { bringForeign, dropForeign, type Trust } from './data.ts';

/** Whom we trust abroad, and how another comes in. */
export function ForeignPanel({ foreign }: Pick<Trust, 'foreign'>) {
  const { say, date } = useWords();
  const word = (key: string) => say(`screen.cards.trust.${key}`);
  return (
    <Panel title={word('foreign')}>
      {foreign.length === 0 ? (
        <Empty title={word('foreignNone')}>{word('foreignNoneText')}</Empty>
      ) : (
        <Table
          caption={word('foreign')}
          rows={foreign}
          rowKey={({ fingerprint }) => fingerprint}
          columns={[
            { key: 'name', head: word('name'), main: true, cell: ({ name }) => name },
            { key: 'country', head: word('country'), cell: ({ country }) => country },
            { key: 'kind', head: word('kind'), cell: ({ kind }) => word(`kinds.${kind}`) },
            { key: 'brought', head: word('brought'), cell: ({ broughtAt }) => date(broughtAt.slice(0, 10)) },
            {
              key: 'drop',
              head: word('drop'),
              cell: ({ fingerprint, name }) => (
                <ConfirmedAct
                  small
                  kind="secondary"
                  label={`${word('drop')}: ${name}`}
                  title={word('dropTitle')}
                  text={word('dropText')}
                  yes={word('drop')}
                  act={() => dropForeign(fingerprint)}
                  done={word('done')}
                  refresh={['cards', 'trust']}
                >
                  {word('drop')}
                </ConfirmedAct>
              ),
            },
          ]}
        />
      )}
      <AddForeign />
    </Panel>
  );
}

function AddForeign() {
  const { say } = useWords();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const word = (key: string) => say(`screen.cards.trust.${key}`);
  const form = useForm({
    initial: { content: '', fingerprint: '' },
    check: () => (file ? {} : { content: word('fileMissing') }),
    send: async ({ fingerprint }, key) => {
      const told = fingerprint.replaceAll(/[\s:]/g, '').toLowerCase();
      await bringForeign({ content: await encodeFile(file!), ...(told ? { fingerprint: told } : {}) }, key);
      announce(word('done'));
      await queries.invalidateQueries({ queryKey: ['cards', 'trust'] });
    },
  });
  return (
    <FormFrame form={form} send={word('add')} icon="add">
      <FileField
        id="content"
        label={word('file')}
        hint={word('fileHint')}
        accept=""
        error={form.field('content').error}
        onChange={(next) => {
          setFile(next);
          // Another file is another request.
          form.set('content', next ? `${next.name} ${next.lastModified}` : '');
        }}
      />
      <TextField
        label={word('fingerprint')}
        hint={word('fingerprintHint')}
        mono
        maxLength={100}
        {...form.field('fingerprint')}
      />
    </FormFrame>
  );
}
