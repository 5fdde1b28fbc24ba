import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { Button, FormFrame } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { download } from '../download.ts';
import { keepKey, makeKey } from '../keyStore.ts';
import { ConnectionStep } from './ConnectionStep.tsx';
import { changeService, type Offer, registerService, type Service } from './data.ts';
import { fillForm, readForm } from './given.ts';
import { DataStep, WhatStep } from './WhatSteps.tsx';

export const STEPS = ['what', 'data', 'connection'] as const;
export type Step = (typeof STEPS)[number];

const PLACES: Readonly<Record<Step, readonly string[]>> = {
  what: ['purpose', 'legalBasis'],
  data: ['fields', 'assurance', 'organisations', 'persons'],
  connection: [],
};

interface ServiceFormProps {
  offer: Offer;
  /** What is changed; absent for a new one. */
  service?: Service | undefined;
  step: Step;
  onStep: (step: Step) => void;
  onDone: (made: { client: string; secret?: string | undefined }) => void;
}

/** A service in three steps; the server's complaints lead back to the step with the field. */
export function ServiceForm({ offer, service, step, onStep, onDone }: ServiceFormProps) {
  const { say } = useWords();
  const queries = useQueryClient();
  const { languages } = offer;
  const [withFile, setWithFile] = useState(true);
  const form = useForm({
    initial: fillForm(languages, service?.proposed ?? service?.inForce),
    check: (values) => {
      const missing = (name: string) => (values[name]?.trim() ? {} : { [name]: say('screen.services.form.missing') });
      if (step === 'what') return Object.assign({}, ...[...languages, 'purpose', 'legalBasis'].map(missing));
      if (step === 'data' || values.backchannel_token_delivery_mode || values.device) return {};
      return missing('redirect_uris');
    },
    send: async (values, key) => {
      const next = STEPS[STEPS.indexOf(step) + 1];
      if (next) return onStep(next);
      const keyed = ['private_key_jwt', 'self_signed_tls_client_auth'].includes(
        values.token_endpoint_auth_method ?? '',
      );
      const { file, ...pair } = keyed && values.keys === 'browser' ? await makeKey(withFile) : { file: undefined };
      const made = 'kid' in pair ? { ...pair.publicJwk, kid: pair.kid } : undefined;
      const given = readForm(languages, values, made);
      const answer = service
        ? await changeService(service.client, service.newestVersion, given, key)
        : await registerService(given, key);
      // Kept only once the platform has it: a key that nobody knows is of no use.
      if ('kid' in pair) await keepKey(pair);
      if (file) download(`${answer.client}.key.json`, file);
      void queries.invalidateQueries({ queryKey: ['services'] });
      onDone(answer);
    },
  });
  const wrong = form.errors[0]?.id;
  useEffect(() => {
    if (wrong === undefined) return;
    const what = languages.includes(wrong) || PLACES.what.includes(wrong);
    const place: Step = what ? 'what' : PLACES.data.includes(wrong) ? 'data' : 'connection';
    if (place !== step) onStep(place);
  }, [wrong, languages, step, onStep]);
  const last = step === STEPS.at(-1);
  const before = STEPS[STEPS.indexOf(step) - 1];
  return (
    <FormFrame
      form={form}
      send={
        last
          ? say(service ? 'screen.services.form.change' : 'screen.services.form.register')
          : say('screen.services.form.next')
      }
      beside={before && <Button onClick={() => onStep(before)}>{say('screen.services.form.before')}</Button>}
    >
      {step === 'what' && <WhatStep form={form} offer={offer} />}
      {step === 'data' && <DataStep form={form} offer={offer} />}
      {step === 'connection' && (
        <ConnectionStep
          form={form}
          production={service?.realm === 'production'}
          withFile={withFile}
          onWithFile={setWithFile}
        />
      )}
    </FormFrame>
  );
}
