import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { CopyBlock } from '../../../kit/desk.ts';
import { Button, Cluster, Loaded, Notice, Page, Panel, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type Service, serviceQuery, servicesQuery } from './data.ts';
import { ServiceForm, STEPS, type Step } from './ServiceForm.tsx';

/** Registers a service. */
export function NewServiceScreen() {
  return <Edit />;
}

/** Writes the next version of a service. */
export function ChangeServiceScreen() {
  const { client } = useParams({ strict: false });
  const service = useQuery(serviceQuery(client ?? ''));
  const { say } = useWords();
  if (!service.data) {
    return (
      <Page title={say('screen.services.form.changeTitle')} error={service.isError}>
        <Loaded query={service} lines={8}>
          {() => null}
        </Loaded>
      </Page>
    );
  }
  return <Edit service={service.data} />;
}

function Edit({ service }: { service?: Service }) {
  const { say } = useWords();
  const listed = useQuery(servicesQuery);
  const [step, setStep] = useState<Step>('what');
  const [made, setMade] = useState<{ client: string; secret?: string | undefined }>();
  const title = say(service ? 'screen.services.form.changeTitle' : 'screen.services.new');
  const back = service
    ? { to: '/agency/services/$client', params: { client: service.client }, label: service.name }
    : { to: '/agency/services', label: say('screen.services.title') };
  if (made) return <Made made={made} changed={service !== undefined} />;
  return (
    <Page
      title={title}
      lead={say('screen.services.form.step', {
        step: STEPS.indexOf(step) + 1,
        steps: STEPS.length,
        name: say(`screen.services.form.steps.${step}`),
      })}
      step={step}
      error={listed.isError}
      back={back}
    >
      <Loaded query={listed} lines={8}>
        {({ offer }) =>
          offer && <ServiceForm offer={offer} service={service} step={step} onStep={setStep} onDone={setMade} />
        }
      </Loaded>
    </Page>
  );
}

function Made({ made, changed }: { made: { client: string; secret?: string | undefined }; changed: boolean }) {
  const { say } = useWords();
  return (
    <Page title={say(changed ? 'screen.services.made.changed' : 'screen.services.made.title')} step="made">
      <Stack>
        <Panel title="client_id">
          <CopyBlock label="client_id" text={made.client} />
        </Panel>
        {made.secret !== undefined && (
          <Panel title={say('screen.services.made.secret')}>
            <Notice tone="wait">{say('screen.services.made.secretText')}</Notice>
            <CopyBlock label={say('screen.services.made.secret')} text={made.secret} />
          </Panel>
        )}
        <Cluster>
          <Button kind="primary" to="/agency/services/$client" params={{ client: made.client }}>
            {say('screen.services.made.open')}
          </Button>
        </Cluster>
      </Stack>
    </Page>
  );
}
