import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { announce, Button, Cluster, Drawer, FormFrame, Panel } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from '../CountList.module.css';
import { download } from '../download.ts';
import { KeyMaking } from '../KeyMaking.tsx';
import { KeyTable } from '../KeyTable.tsx';
import { forgetKey, keepKey, makeKey } from '../keyStore.ts';
import { rotateKeys, type Service } from './data.ts';

/** Keys side by side: the new one is added, deployed, and then the old one is taken away. */
export function KeyPanel({ service, mine }: { service: Service; mine: boolean }) {
  const { say } = useWords();
  const [doing, setDoing] = useState<{ remove?: string }>();
  const open = mine && !['suspended', 'closed'].includes(service.state);
  return (
    <Panel title={say('screen.services.tab.keys')}>
      <p>{say('screen.services.keysText')}</p>
      <KeyTable
        caption={say('screen.services.tab.keys')}
        keys={service.keys}
        act={
          open && service.keys.length > 1
            ? { name: say('screen.services.removeKey'), fits: () => true, onAct: (kid) => setDoing({ remove: kid }) }
            : undefined
        }
      />
      {open && (
        <Cluster>
          <Button icon="key" onClick={() => setDoing({})}>
            {say('screen.agency.keys.add')}
          </Button>
        </Cluster>
      )}
      <Drawer
        open={doing !== undefined}
        title={say(doing?.remove === undefined ? 'screen.agency.keys.add' : 'screen.services.removeKey')}
        onClose={() => setDoing(undefined)}
      >
        {doing && <KeyForm client={service.client} remove={doing.remove} onDone={() => setDoing(undefined)} />}
      </Drawer>
    </Panel>
  );
}

function KeyForm({ client, remove, onDone }: { client: string; remove: string | undefined; onDone: () => void }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [withFile, setWithFile] = useState(true);
  const form = useForm({
    initial: {},
    check: () => ({}),
    send: async (_values, key) => {
      if (remove !== undefined) {
        await rotateKeys(client, { remove }, key);
        await forgetKey(remove);
      } else {
        const { file, ...pair } = await makeKey(withFile);
        await rotateKeys(client, { add: { ...pair.publicJwk, kid: pair.kid } }, key);
        await keepKey(pair);
        if (file) download(`${client}.key.json`, file);
      }
      announce(say('screen.services.keysChanged'));
      void queries.invalidateQueries({ queryKey: ['services', client] });
      onDone();
    },
  });
  return (
    <FormFrame form={form} send={say(remove === undefined ? 'screen.agency.keys.make' : 'screen.services.removeKey')}>
      {remove === undefined ? (
        <KeyMaking withFile={withFile} onWithFile={setWithFile} />
      ) : (
        <p>
          {say('screen.agency.keys.revokeText')} <code className={classes.code}>{remove}</code>
        </p>
      )}
    </FormFrame>
  );
}
