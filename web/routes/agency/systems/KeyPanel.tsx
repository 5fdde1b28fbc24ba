import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Cluster, Drawer, Loaded, Panel, Stack, Status, type Tone } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type AgencySystem, revokeKey, systemsQuery } from '../data.ts';
import { KeyTable } from '../KeyTable.tsx';
import { forgetKey } from '../keyStore.ts';
import { KeyForm } from './KeyForm.tsx';
import { RevokeKey } from './RevokeKey.tsx';
import { useKeptKeys } from './useKeptKeys.ts';

const TONES: Readonly<Record<string, Tone>> = { active: 'good', expiring: 'wait' };

/** Keys side by side: the next one is added, and then the old one is revoked. */
export function KeyPanel({ system, manages }: { system: string; manages: boolean }) {
  const systems = useQuery(systemsQuery);
  return (
    <Loaded query={systems} lines={4}>
      {(all) => {
        const own = all.find(({ id }) => id === system);
        return own && <Keys system={own} manages={manages} />;
      }}
    </Loaded>
  );
}

function Keys({ system, manages }: { system: AgencySystem; manages: boolean }) {
  const { say, moment, date } = useWords();
  const kept = useKeptKeys().data ?? [];
  const [adding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<string>();
  return (
    <Panel title={say('screen.systems.tab.keys')}>
      <Stack>
        <p>{say('screen.systems.keysText')}</p>
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
                  <Status tone={TONES[state] ?? 'plain'}>{say(`value.keyState.${state}`)}</Status>
                  {kept.some((one) => one.kid === kid) && <Status tone="info">{say('screen.agency.keys.here')}</Status>}
                </Cluster>
              ),
            },
          ]}
          act={
            manages
              ? {
                  name: say('screen.agency.keys.revoke'),
                  fits: ({ state }) => state === 'active' || state === 'expiring',
                  onAct: setRevoking,
                }
              : undefined
          }
        />
        {manages && (
          <Cluster>
            <Button icon="key" onClick={() => setAdding(true)}>
              {say('screen.agency.keys.add')}
            </Button>
          </Cluster>
        )}
      </Stack>
      <Drawer open={adding} title={say('screen.agency.keys.add')} onClose={() => setAdding(false)}>
        {adding && <KeyForm target={system} onDone={() => setAdding(false)} />}
      </Drawer>
      <Drawer
        open={revoking !== undefined}
        place="centre"
        title={say('screen.agency.keys.revokeTitle')}
        onClose={() => setRevoking(undefined)}
      >
        {revoking && (
          <RevokeKey
            kid={revoking}
            act={async () => {
              await revokeKey(system.id, revoking);
              await forgetKey(revoking);
            }}
            onDone={() => setRevoking(undefined)}
          />
        )}
      </Drawer>
    </Panel>
  );
}
