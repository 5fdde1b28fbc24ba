import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { AreaField, announce, Button, Cluster, Drawer, FormFrame } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { moveService, type Service } from './data.ts';

const STEPS = ['submit', 'approve', 'refuse', 'suspend', 'resume', 'close'] as const;
type Act = (typeof STEPS)[number];

/** What can be done now, by whom looks. */
function findActs({ state, submitted, realm, proposed }: Service, inspects: boolean): readonly Act[] {
  if (state === 'closed') return [];
  if (inspects) {
    if (submitted) return ['approve', 'refuse'];
    return state === 'suspended' ? ['resume'] : state === 'production' ? ['suspend'] : [];
  }
  const submits = !submitted && (realm === 'simulation' ? state !== 'suspended' : proposed !== undefined);
  return [...(submits ? (['submit'] as const) : []), ...(state === 'suspended' ? [] : (['suspend'] as const)), 'close'];
}

/** The next steps of a service, each with what it means. */
export function ServiceActions({ service, inspects }: { service: Service; inspects: boolean }) {
  const { say } = useWords();
  const [doing, setDoing] = useState<Act>();
  const acts = findActs(service, inspects);
  if (acts.length === 0) return null;
  return (
    <>
      <Cluster>
        {acts.map((act) => (
          <Button
            key={act}
            kind={act === 'submit' || act === 'approve' ? 'primary' : 'secondary'}
            onClick={() => setDoing(act)}
          >
            {say(`screen.services.act.${act}.button`)}
          </Button>
        ))}
      </Cluster>
      <Drawer
        open={doing !== undefined}
        title={doing ? say(`screen.services.act.${doing}.button`) : ''}
        onClose={() => setDoing(undefined)}
      >
        {doing && <ActForm service={service} act={doing} onDone={() => setDoing(undefined)} />}
      </Drawer>
    </>
  );
}

function ActForm({ service, act, onDone }: { service: Service; act: Act; onDone: () => void }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const asksWhy = act !== 'submit' && act !== 'approve';
  const version = service.proposed?.version ?? service.version;
  const form = useForm({
    initial: { why: '' },
    check: ({ why }) => (asksWhy && why.trim().length < 5 ? { why: say('screen.services.whyMissing') } : {}),
    send: async ({ why }, key) => {
      const body = {
        ...(asksWhy ? { why: why.trim() } : {}),
        ...(act === 'approve' || act === 'refuse' ? { version } : {}),
      };
      await moveService(service.client, act, body, key);
      announce(say(`screen.services.act.${act}.done`));
      void queries.invalidateQueries({ queryKey: ['services'] });
      onDone();
    },
  });
  return (
    <FormFrame form={form} send={say(`screen.services.act.${act}.button`)}>
      <p>{say(`screen.services.act.${act}.text`)}</p>
      {asksWhy && <AreaField label={say('screen.services.why')} maxLength={1000} {...form.field('why')} />}
    </FormFrame>
  );
}
