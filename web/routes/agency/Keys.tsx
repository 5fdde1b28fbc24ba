import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../form/useForm.ts';
import {
  announce,
  Button,
  Cluster,
  Drawer,
  Empty,
  FormFrame,
  LoadedList,
  Notice,
  Page,
  Panel,
  ProblemNotice,
  Stack,
  Status,
  TextField,
  TextLink,
  type Tone,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { useSession } from '../root.tsx';
import { type AgencySystem, addKey, registerSystem, revokeKey, systemsQuery } from './data.ts';
import { download } from './download.ts';
import { KeyMaking } from './KeyMaking.tsx';
import { KeyTable } from './KeyTable.tsx';
import { forgetKey, keepKey, makeKey, readKeys } from './keyStore.ts';

/** An organisation's systems and the keys they sign with. Keys are made here, in the browser, and their private half stays. */
export function KeysScreen() {
  const { say } = useWords();
  const { caller } = useSession();
  const systems = useQuery(systemsQuery);
  const kept = useKeptKids();
  const [making, setMaking] = useState<AgencySystem | 'new'>();
  const manages = caller.scopes.includes('exchange.manage');
  return (
    <Page
      title={say('screen.agency.keys.title')}
      lead={say('screen.agency.keys.lead')}
      width="wide"
      error={systems.isError}
      back={{ to: '/agency', label: say('screen.agency.back') }}
      actions={
        manages && (
          <Button kind="primary" icon="add" onClick={() => setMaking('new')}>
            {say('screen.agency.keys.newSystem')}
          </Button>
        )
      }
    >
      {!manages && <Notice tone="plain">{say('screen.agency.keys.notYours')}</Notice>}
      <LoadedList
        query={systems}
        lines={5}
        empty={<Empty title={say('screen.agency.keys.none.title')}>{say('screen.agency.keys.none.text')}</Empty>}
      >
        {(system, index) => (
          <SystemPanel
            key={system.id}
            system={system}
            title={titleOf(systems.data ?? [], index)}
            kept={kept.data ?? []}
            onAdd={manages ? () => setMaking(system) : undefined}
          />
        )}
      </LoadedList>
      <Drawer
        open={making !== undefined}
        title={making === 'new' ? say('screen.agency.keys.newSystem') : say('screen.agency.keys.add')}
        onClose={() => setMaking(undefined)}
      >
        {making && <KeyForm target={making} onDone={() => setMaking(undefined)} />}
      </Drawer>
    </Page>
  );
}

/** Which keys this very browser can sign with. */
function useKeptKids() {
  return useQuery({ queryKey: ['agency', 'kept'], queryFn: async () => (await readKeys()).map(({ kid }) => kid) });
}

/** Two systems may bear one name; they are numbered then, so that each part of the page has its own. */
function titleOf(systems: readonly AgencySystem[], index: number): string {
  const name = systems[index]?.name ?? '';
  const before = systems.slice(0, index).filter((each) => each.name === name).length;
  return before === 0 ? name : `${name} (${before + 1})`;
}

interface SystemPanelProps {
  title: string;
  system: AgencySystem;
  kept: readonly string[];
  /** Absent where this role may not manage. */
  onAdd: (() => void) | undefined;
}

const KEY_TONES: Readonly<Record<string, Tone>> = { active: 'good', expiring: 'wait' };

function SystemPanel({ system, title, kept, onAdd }: SystemPanelProps) {
  const { say, moment, date } = useWords();
  const [revoking, setRevoking] = useState<string>();
  return (
    <Panel
      title={title}
      actions={
        <Cluster>
          <Status tone={system.stage === 'production' ? 'info' : 'plain'}>
            {say(`value.exchangeStage.${system.stage}`)}
          </Status>
          <Status tone={system.state === 'active' ? 'good' : 'wait'}>
            {say(`value.${system.state === 'active' ? 'keyState' : 'agreementState'}.${system.state}`)}
          </Status>
        </Cluster>
      }
    >
      <KeyTable
        caption={say('screen.agency.keys.of', { name: system.name })}
        keys={system.keys}
        more={[
          { key: 'made', head: say('screen.agency.keys.made'), cell: ({ createdAt }) => moment(createdAt) },
          {
            key: 'expires',
            head: say('screen.agency.keys.expires'),
            cell: ({ expiresAt }) => date(expiresAt.slice(0, 10)),
          },
          {
            key: 'state',
            head: say('screen.agency.keys.state'),
            cell: ({ kid, state }) => (
              <Cluster>
                <Status tone={KEY_TONES[state] ?? 'plain'}>{say(`value.keyState.${state}`)}</Status>
                {kept.includes(kid) && <Status tone="info">{say('screen.agency.keys.here')}</Status>}
              </Cluster>
            ),
          },
        ]}
        act={
          onAdd && {
            name: say('screen.agency.keys.revoke'),
            fits: ({ state }) => state === 'active' || state === 'expiring',
            onAct: setRevoking,
          }
        }
      />
      {onAdd && (
        <Cluster>
          <Button icon="key" onClick={onAdd} label={`${say('screen.agency.keys.add')}: ${system.name}`}>
            {say('screen.agency.keys.add')}
          </Button>
        </Cluster>
      )}
      <Drawer
        open={revoking !== undefined}
        place="centre"
        title={say('screen.agency.keys.revokeTitle')}
        onClose={() => setRevoking(undefined)}
      >
        {revoking && <Revocation system={system.id} kid={revoking} onDone={() => setRevoking(undefined)} />}
      </Drawer>
    </Panel>
  );
}

function Revocation({ system, kid, onDone }: { system: string; kid: string; onDone: () => void }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    initial: {},
    check: () => ({}),
    send: async () => {
      await revokeKey(system, kid);
      await forgetKey(kid);
      announce(say('screen.agency.keys.revoked'));
      onDone();
      void queries.invalidateQueries({ queryKey: ['agency'] });
    },
  });
  return (
    <Stack>
      <p>{say('screen.agency.keys.revokeText')}</p>
      <p>
        <code>{kid}</code>
      </p>
      {form.problem !== null && <ProblemNotice error={form.problem} />}
      <Cluster>
        <Button kind="danger" busy={form.busy} onClick={() => void form.submit()}>
          {say('screen.agency.keys.revoke')}
        </Button>
        <Button onClick={onDone}>{say('screen.agency.keys.keep')}</Button>
      </Cluster>
    </Stack>
  );
}

function KeyForm({ target, onDone }: { target: AgencySystem | 'new'; onDone: () => void }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [withFile, setWithFile] = useState(false);
  const [made, setMade] = useState<{ kid: string; file?: string | undefined }>();
  const form = useForm({
    initial: { name: '' },
    check: ({ name }) => (target === 'new' && !name.trim() ? { name: say('screen.agency.keys.nameMissing') } : {}),
    send: async ({ name }, key) => {
      const { file, ...pair } = await makeKey(withFile);
      if (target === 'new') await registerSystem({ name: name.trim(), publicJwk: pair.publicJwk }, key);
      else await addKey(target.id, pair.publicJwk, key);
      // Kept only once the platform has it: a key that nobody knows is of no use.
      await keepKey(pair);
      if (file) download(`dancu-key-${pair.kid.slice(0, 8)}.json`, file);
      setMade({ kid: pair.kid, file });
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
        <TextLink to="/agency/try">{say('screen.agency.try.title')}</TextLink>
        <Cluster>
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
