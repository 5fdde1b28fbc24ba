import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { LoadedTable } from '../../../kit/desk.ts';
import {
  AreaField,
  announce,
  Button,
  Cluster,
  ConfirmedAct,
  Drawer,
  Empty,
  FormFrame,
  Loaded,
  Muted,
  Panel,
  SelectField,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { splitIds } from '../agreements/given.ts';
import { ItemsField } from '../agreements/ItemsField.tsx';
import type { Service } from '../connections/data.ts';
import { ScopeNames } from './AccessPanel.tsx';
import { type Access, type ApiLine, apisKey, apisQuery, askForScopes, giveBack, heldQuery } from './data.ts';

/** What a service may use of APIs, its own organisation's and others', and how it asks for more. */
export function ServiceApis({ service }: { service: Service }) {
  const { say } = useWords();
  const held = useQuery(heldQuery(service.client));
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  const open = !['suspended', 'closed'].includes(service.state);
  return (
    <Panel title={say('screen.apis.title')}>
      <p>{say('screen.apis.held.text')}</p>
      <LoadedTable
        caption={say('screen.apis.title')}
        query={held}
        lines={4}
        empty={<Empty title={say('screen.apis.held.none')}>{say('screen.apis.held.noneText')}</Empty>}
        rowKey={({ api, realm }) => `${api} ${realm}`}
        columns={[
          { key: 'api', head: say('screen.apis.one'), main: true, cell: ({ apiName }) => apiName },
          {
            key: 'holds',
            head: say('screen.apis.access.holds'),
            cell: (line) => <ScopeNames line={line} of="scopes" />,
          },
          { key: 'asks', head: say('screen.apis.access.asks'), cell: (line) => <ScopeNames line={line} of="asked" /> },
          { key: 'note', head: say('screen.apis.held.answer'), cell: ({ note }) => note ?? '–' },
          {
            key: 'acts',
            head: say('screen.apis.acts'),
            cell: (line) => <GiveBack line={line} current={line.realm === service.realm} />,
          },
        ]}
      />
      {open && (
        <Cluster>
          <Button icon="add" onClick={() => setAsking(true)}>
            {say('screen.apis.held.ask')}
          </Button>
        </Cluster>
      )}
      <Drawer open={asking} title={say('screen.apis.held.ask')} onClose={close}>
        <AskForm service={service} held={held.data ?? []} onDone={close} />
      </Drawer>
    </Panel>
  );
}

function GiveBack({ line, current }: { line: Access; current: boolean }) {
  const { say } = useWords();
  const { client, api, apiName, asked, scopes } = line;
  // What was tried out in the simulation stands there and goes no further.
  if (!current || (!asked && scopes.length === 0)) return '–';
  return (
    <ConfirmedAct
      small
      label={`${say('screen.apis.held.giveBack')}: ${apiName}`}
      title={say('screen.apis.held.question', { api: apiName })}
      text={say('screen.apis.held.warning')}
      yes={say('screen.apis.held.giveBack')}
      act={() => giveBack(client, api)}
      done={say('screen.apis.held.givenBack')}
      refresh={apisKey}
    >
      {say('screen.apis.held.giveBack')}
    </ConfirmedAct>
  );
}

interface AskFormProps {
  service: Service;
  held: readonly Access[];
  onDone: () => void;
}

function AskForm(props: AskFormProps) {
  const { say } = useWords();
  const listed = useQuery(apisQuery);
  return (
    <Loaded query={listed} lines={4}>
      {({ open }) => {
        const apis = open.filter(({ realm }) => realm === props.service.realm);
        if (apis.length === 0)
          return <Empty title={say('screen.apis.held.nothing')}>{say('screen.apis.held.nothingText')}</Empty>;
        return <AskFields {...props} apis={apis} />;
      }}
    </Loaded>
  );
}

function AskFields({ service, held, apis, onDone }: AskFormProps & { apis: readonly ApiLine[] }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    initial: { api: '', scopes: '', why: '' },
    check: ({ api, scopes, why }) => ({
      ...(api ? {} : { api: say('screen.services.form.missing') }),
      ...(api && !scopes ? { scopes: say('screen.apis.access.chooseOne') } : {}),
      ...(why.trim().length < 5 ? { why: say('screen.services.whyMissing') } : {}),
    }),
    send: async ({ api, scopes, why }, key) => {
      await askForScopes(service.client, { api, scopes: splitIds(scopes), why: why.trim() }, key);
      announce(say('screen.apis.held.asked'));
      void queries.invalidateQueries({ queryKey: apisKey });
      onDone();
    },
  });
  const chosen = apis.find(({ api }) => api === form.values.api);
  const choose = (api: string) => {
    // Asked for is the whole that shall stand: what is there already is ticked.
    const now = held.find((line) => line.api === api && line.realm === service.realm);
    const known = apis.find((one) => one.api === api)?.scopes.map(({ scope }) => scope) ?? [];
    form.set('api', api);
    form.set('scopes', known.filter((scope) => now?.scopes.includes(scope)).join(' '));
  };
  return (
    <FormFrame form={form} send={say('screen.apis.held.send')}>
      <p>{say('screen.apis.held.askText')}</p>
      <SelectField
        label={say('screen.apis.one')}
        none={say('screen.services.form.choose')}
        choices={apis.map(({ api, name, organisationName }) => ({
          value: api,
          label: `${name} – ${organisationName}`,
        }))}
        {...form.field('api')}
        onChange={choose}
      />
      {chosen && (
        <>
          <Muted>{chosen.indicator}</Muted>
          <ItemsField
            label={say('screen.apis.scopes')}
            choices={chosen.scopes.map(({ scope, name, description }) => ({ id: scope, name, note: description }))}
            {...form.field('scopes')}
          />
        </>
      )}
      <AreaField
        label={say('screen.services.why')}
        hint={say('screen.apis.held.whyHint')}
        maxLength={1000}
        {...form.field('why')}
      />
    </FormFrame>
  );
}
