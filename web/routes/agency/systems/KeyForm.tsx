import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { Button, Cluster, FormFrame, Notice, Stack, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { addKey, registerSystem } from '../data.ts';
import { download } from '../download.ts';
import { KeyMaking } from '../KeyMaking.tsx';
import { keepKey, makeKey } from '../keyStore.ts';
import { keyFile } from './lines.ts';

interface KeyFormProps {
  target: { id: string; name: string } | 'new';
  onDone: () => void;
}

/** Makes a key in this browser, and registers it: with a new system, or beside the keys of one that is there. */
export function KeyForm({ target, onDone }: KeyFormProps) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [withFile, setWithFile] = useState(false);
  const [made, setMade] = useState<{ kid: string; system: string; file?: string | undefined }>();
  const form = useForm({
    initial: { name: '' },
    check: ({ name }) => (target === 'new' && !name.trim() ? { name: say('screen.agency.keys.nameMissing') } : {}),
    send: async ({ name }, key) => {
      const { file, ...pair } = await makeKey(withFile);
      const { id } =
        target === 'new'
          ? await registerSystem({ name: name.trim(), publicJwk: pair.publicJwk }, key)
          : await addKey(target.id, pair.publicJwk, key);
      // Kept only once the platform has it: a key that nobody knows is of no use.
      await keepKey(pair);
      if (file) download(keyFile(pair.kid), file);
      setMade({ kid: pair.kid, system: id, file });
      void queries.invalidateQueries({ queryKey: ['agency'] });
    },
  });
  if (made) {
    return (
      <Stack>
        <Notice tone="good" title={say('screen.agency.keys.done')}>
          <p>
            <code>{made.kid}</code>
          </p>
          <p>{say(made.file ? 'screen.agency.keys.doneFile' : 'screen.agency.keys.doneHere')}</p>
        </Notice>
        <Cluster>
          {target === 'new' && (
            <Button kind="primary" to="/agency/systems/$system" params={{ system: made.system }}>
              {say('screen.systems.toFirst')}
            </Button>
          )}
          <Button onClick={onDone}>{say('kit.drawer.close')}</Button>
        </Cluster>
      </Stack>
    );
  }
  return (
    <FormFrame form={form} send={say('screen.agency.keys.make')} icon="key">
      {target === 'new' ? (
        <TextField
          label={say('screen.agency.keys.name')}
          hint={say('screen.agency.keys.nameHint')}
          maxLength={120}
          {...form.field('name')}
        />
      ) : (
        <p>{say('screen.agency.keys.addText', { name: target.name })}</p>
      )}
      <KeyMaking withFile={withFile} onWithFile={setWithFile} />
    </FormFrame>
  );
}
