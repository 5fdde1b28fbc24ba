import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import {
  announce,
  Drawer,
  FormFrame,
  Loaded,
  Page,
  Panel,
  RadioField,
  SelectField,
  TextField,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type Listed as Services, servicesQuery } from '../connections/data.ts';
import { type Api, apiQuery, apisKey, changeApi, registerApi } from './data.ts';
import { fillApi, isTokenTime, readApi, type Scope, scopesOf, TOKEN_SECONDS } from './given.ts';
import { ScopeForm } from './ScopeForm.tsx';
import { ScopesField } from './ScopesField.tsx';

/** Registers an API. */
export function NewApiScreen() {
  return <Edit />;
}

/** Writes the next version of an API. */
export function ChangeApiScreen() {
  const { api = '' } = useParams({ strict: false });
  const query = useQuery(apiQuery(api));
  const { say } = useWords();
  if (query.data) return <Edit api={query.data} />;
  return (
    <Page title={say('screen.apis.change')} error={query.isError}>
      <Loaded query={query} lines={8}>
        {() => null}
      </Loaded>
    </Page>
  );
}

function Edit({ api }: { api?: Api }) {
  const { say } = useWords();
  const listed = useQuery(servicesQuery);
  const back = api
    ? { to: '/agency/apis/$api', params: { api: api.api }, label: api.name }
    : { to: '/agency/apis', label: say('screen.apis.title') };
  return (
    <Page
      title={say(api ? 'screen.apis.change' : 'screen.apis.new')}
      lead={say(api?.realm === 'production' ? 'screen.apis.form.leadProduction' : 'screen.apis.form.lead')}
      error={listed.isError}
      back={back}
    >
      <Loaded query={listed} lines={8}>
        {(services) => <ApiForm api={api} services={services} />}
      </Loaded>
    </Page>
  );
}

function ApiForm({ api, services }: { api: Api | undefined; services: Services }) {
  const { say, language } = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const languages = services.offer?.languages ?? [];
  const [editing, setEditing] = useState<{ at?: number }>();
  const form = useForm({
    initial: fillApi(languages, api?.proposed ?? api?.inForce),
    check: (values) => {
      const missing = [...languages, 'indicator'].filter((name) => !values[name]?.trim());
      return {
        ...Object.fromEntries(missing.map((name) => [name, say('screen.services.form.missing')])),
        ...(scopesOf(values).length === 0 ? { scopes: say('screen.apis.form.scopesMissing') } : {}),
        ...(isTokenTime(values.tokenSeconds)
          ? {}
          : { tokenSeconds: say('screen.apis.form.secondsWrong', TOKEN_SECONDS) }),
        ...(values.tokenFormat === 'opaque' && !values.reader ? { reader: say('screen.services.form.missing') } : {}),
      };
    },
    send: async (values, key) => {
      const given = readApi(languages, values);
      const made = api ? await changeApi(api.api, api.version, given, key) : await registerApi(given, key);
      announce(say(api ? 'screen.apis.changed' : 'screen.apis.registered'));
      await queries.invalidateQueries({ queryKey: apisKey });
      await navigate({ to: '/agency/apis/$api', params: { api: made.api } });
    },
  });
  const scopes = scopesOf(form.values);
  const setScopes = (next: readonly Scope[]) => form.set('scopes', JSON.stringify(next));
  const at = editing?.at;
  const nameOf = (code: string) => new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;
  return (
    <>
      <FormFrame form={form} send={say(api ? 'screen.services.form.change' : 'screen.services.form.register')}>
        <Panel title={say('screen.services.form.names')}>
          {languages.map((code) => (
            <TextField
              key={code}
              label={say('screen.services.form.nameIn', { language: nameOf(code) })}
              maxLength={120}
              {...form.field(code)}
            />
          ))}
        </Panel>
        <Panel title={say('screen.apis.form.address')}>
          {api ? (
            <p>
              {say('screen.apis.form.indicatorStays')} <code>{api.indicator}</code>
            </p>
          ) : (
            <TextField
              label={say('screen.apis.indicator')}
              hint={say('screen.apis.form.indicatorHint')}
              maxLength={500}
              {...form.field('indicator')}
            />
          )}
        </Panel>
        <ScopesField
          scopes={scopes}
          error={form.field('scopes').error}
          onEdit={(index) => setEditing(index === undefined ? {} : { at: index })}
          onRemove={(index) => setScopes(scopes.filter((_, other) => other !== index))}
        />
        <Panel title={say('screen.apis.tokens')}>
          <RadioField
            label={say('screen.apis.form.format')}
            choices={['jwt', 'opaque'].map((value) => ({
              value,
              label: say(`value.tokenFormat.${value}`),
              hint: say(`screen.apis.form.formatHint.${value}`),
            }))}
            {...form.field('tokenFormat')}
          />
          {form.values.tokenFormat === 'opaque' && (
            <SelectField
              label={say('screen.apis.reader')}
              hint={say('screen.apis.form.readerHint')}
              none={say('screen.services.form.choose')}
              choices={services.services.map(({ client, name }) => ({ value: client, label: `${name} (${client})` }))}
              {...form.field('reader')}
            />
          )}
          <TextField
            label={say('screen.apis.form.seconds')}
            hint={say('screen.apis.form.secondsHint', TOKEN_SECONDS)}
            inputMode="numeric"
            maxLength={3}
            {...form.field('tokenSeconds')}
          />
        </Panel>
      </FormFrame>
      <Drawer
        open={editing !== undefined}
        title={say(at === undefined ? 'screen.apis.form.addScope' : 'screen.apis.form.changeScope')}
        onClose={() => setEditing(undefined)}
      >
        <ScopeForm
          languages={languages}
          scope={at === undefined ? undefined : scopes[at]}
          others={scopes.filter((_, index) => index !== at)}
          onDone={(scope) => {
            setScopes(at === undefined ? [...scopes, scope] : scopes.map((old, index) => (index === at ? scope : old)));
            setEditing(undefined);
          }}
        />
      </Drawer>
    </>
  );
}
