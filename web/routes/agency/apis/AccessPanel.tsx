import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Table } from '../../../kit/desk.ts';
import { Button, Cluster, Drawer, Empty, Loaded, Muted, Panel, Status } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { AnswerAccess, EndAccess } from './AccessForms.tsx';
import { type Access, type Api, accessQuery } from './data.ts';

/** Which service may use what of an API, and what services ask for; its owner gives and takes away. */
export function AccessPanel({ api, mine }: { api: Api; mine: boolean }) {
  const { say } = useWords();
  const query = useQuery(accessQuery(api.api));
  const [doing, setDoing] = useState<{ act: 'answer' | 'end'; line: Access }>();
  const open = mine && api.state !== 'closed';
  const close = () => setDoing(undefined);
  return (
    <Panel title={say('screen.apis.tab.access')}>
      <p>{say('screen.apis.accessText')}</p>
      <Loaded query={query} lines={4}>
        {(all) => (
          <AccessTable
            lines={all.filter(({ realm, asked, scopes }) => realm === api.realm && (asked || scopes.length > 0))}
            act={open ? (act, line) => setDoing({ act, line }) : undefined}
          />
        )}
      </Loaded>
      <Drawer
        open={doing !== undefined}
        title={doing ? `${say(`screen.apis.access.${doing.act}`)}: ${doing.line.service}` : ''}
        onClose={close}
      >
        {doing?.act === 'answer' && <AnswerAccess line={doing.line} onDone={close} />}
        {doing?.act === 'end' && <EndAccess line={doing.line} seconds={api.inForce.tokenSeconds} onDone={close} />}
      </Drawer>
    </Panel>
  );
}

interface AccessTableProps {
  lines: readonly Access[];
  act: ((act: 'answer' | 'end', line: Access) => void) | undefined;
}

function AccessTable({ lines, act }: AccessTableProps) {
  const { say } = useWords();
  if (lines.length === 0)
    return <Empty title={say('screen.apis.access.none')}>{say('screen.apis.access.noneText')}</Empty>;
  const button = (kind: 'answer' | 'end', line: Access) => (
    <Button
      small
      kind={kind === 'answer' ? 'primary' : 'secondary'}
      label={`${say(`screen.apis.access.${kind}`)}: ${line.service}`}
      onClick={() => act?.(kind, line)}
    >
      {say(`screen.apis.access.${kind}`)}
    </Button>
  );
  const acts = (line: Access) => (
    <Cluster>
      {line.asked && button('answer', line)}
      {line.scopes.length > 0 && button('end', line)}
    </Cluster>
  );
  return (
    <Table
      caption={say('screen.apis.tab.access')}
      rows={lines}
      rowKey={({ client }) => client}
      columns={[
        {
          key: 'service',
          head: say('screen.services.one'),
          main: true,
          cell: ({ service, organisationName }) => (
            <>
              {service} <Muted>{organisationName}</Muted>
            </>
          ),
        },
        { key: 'holds', head: say('screen.apis.access.holds'), cell: (line) => <ScopeNames line={line} of="scopes" /> },
        {
          key: 'asks',
          head: say('screen.apis.access.asks'),
          cell: (line) => <ScopeNames line={line} of="asked" />,
        },
        { key: 'why', head: say('screen.services.why'), cell: ({ why, asked, note }) => (asked ? why : (note ?? why)) },
        ...(act ? [{ key: 'acts', head: say('screen.apis.acts'), cell: acts }] : []),
      ]}
    />
  );
}

/** Scopes by the names that people read. */
export function ScopeNames({ line, of }: { line: Access; of: 'scopes' | 'asked' }) {
  const scopes = line[of] ?? [];
  if (scopes.length === 0) return '–';
  return (
    <Cluster>
      {scopes.map((scope) => (
        <Status key={scope} tone={of === 'asked' ? 'wait' : 'good'}>
          {line.names[scope] ?? scope}
        </Status>
      ))}
    </Cluster>
  );
}
