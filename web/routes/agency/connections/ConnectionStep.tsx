import { AreaField, CheckField, Disclosure, Panel, RadioField, SelectField, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { KeyMaking } from '../KeyMaking.tsx';
import type { StepProps } from './WhatSteps.tsx';

const METHODS = ['private_key_jwt', 'client_secret_basic', 'none', 'tls_client_auth', 'self_signed_tls_client_auth'];

interface ConnectionStepProps extends StepProps {
  production: boolean;
  withFile: boolean;
  onWithFile: (on: boolean) => void;
}

/** Addresses, and how the service proves itself. */
export function ConnectionStep({ form, production, withFile, onWithFile }: ConnectionStepProps) {
  const { say } = useWords();
  const { values } = form;
  const method = values.token_endpoint_auth_method;
  const keyed = method === 'private_key_jwt' || method === 'self_signed_tls_client_auth';
  const choose = (value: string) => {
    form.set('token_endpoint_auth_method', value);
    if (value === 'client_secret_basic' || value === 'none') form.set('profile', 'plain');
  };
  return (
    <>
      <Panel title={say('screen.services.addresses')}>
        <AreaField
          label={say('screen.services.form.redirects')}
          hint={say(production ? 'screen.services.form.redirectsHint' : 'screen.services.form.redirectsTry')}
          rows={3}
          {...form.field('redirect_uris')}
        />
        <AreaField
          label={say('screen.services.form.logouts')}
          optional
          rows={2}
          {...form.field('post_logout_redirect_uris')}
        />
        <TextField
          label={say('screen.services.form.backchannel')}
          hint={say('screen.services.form.backchannelHint')}
          optional
          {...form.field('backchannel_logout_uri')}
        />
      </Panel>
      <Panel title={say('screen.services.authentication')}>
        <RadioField
          label={say('screen.services.form.method')}
          choices={METHODS.filter((value) => !production || value !== 'client_secret_basic').map((value) => ({
            value,
            label: say(`value.serviceMethod.${value}`),
          }))}
          {...form.field('token_endpoint_auth_method')}
          onChange={choose}
        />
        {keyed && (
          <RadioField
            label={say('screen.services.form.keys')}
            choices={['browser', 'jwks_uri', 'jwks'].map((value) => ({
              value,
              label: say(`screen.services.form.keysFrom.${value}`),
            }))}
            {...form.field('keys')}
          />
        )}
        {keyed && values.keys === 'browser' && <KeyMaking withFile={withFile} onWithFile={onWithFile} />}
        {keyed && values.keys === 'jwks_uri' && <TextField label="jwks_uri" {...form.field('jwks_uri')} />}
        {keyed && values.keys === 'jwks' && (
          <AreaField label={say('screen.services.form.jwks')} rows={6} {...form.field('jwks')} />
        )}
        {method === 'tls_client_auth' && (
          <TextField label={say('screen.services.form.san')} {...form.field('tls_client_auth_san_dns')} />
        )}
        <RadioField
          label={say('screen.services.form.profile')}
          choices={['fapi2', 'plain'].map((value) => ({ value, label: say(`value.serviceProfile.${value}`) }))}
          {...form.field('profile')}
        />
      </Panel>
      <Disclosure summary={say('screen.services.form.more')}>
        <CheckField
          id="offline"
          label={say('screen.services.form.offline')}
          checked={values.offline === 'yes'}
          onChange={(on) => form.set('offline', on ? 'yes' : '')}
        />
        <CheckField
          id="device"
          label={say('screen.services.form.device')}
          checked={values.device === 'yes'}
          onChange={(on) => form.set('device', on ? 'yes' : '')}
        />
        <SelectField
          label={say('screen.services.form.ciba')}
          none={say('screen.services.form.cibaNo')}
          choices={['poll', 'ping'].map((value) => ({ value, label: say(`screen.services.form.cibaMode.${value}`) }))}
          {...form.field('backchannel_token_delivery_mode')}
        />
        {values.backchannel_token_delivery_mode === 'ping' && (
          <TextField
            label={say('screen.services.form.ping')}
            {...form.field('backchannel_client_notification_endpoint')}
          />
        )}
      </Disclosure>
    </>
  );
}
