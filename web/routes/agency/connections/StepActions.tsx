import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { AreaField, announce, Button, Cluster, Drawer, FormFrame } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';

const STEPS = ['submit', 'approve', 'refuse', 'suspend', 'resume', 'close'] as const;
type Act = (typeof STEPS)[number];

/** A service or an API, as far as its next steps go. */
interface Stepped {
  state: string;
  submitted: boolean;
  realm: string;
  proposed?: object | undefined;
}

/** What can be done now, by whom looks. */
function findActs({ state, submitted, realm, proposed }: Stepped, inspects: boolean): readonly Act[] {
  if (state === 'closed') return [];
  if (inspects) {
    if (submitted) return ['approve', 'refuse'];
    return state === 'suspended' ? ['resume'] : state === 'production' ? ['suspend'] : [];
  }
  const submits = !submitted && (realm === 'simulation' ? state !== 'suspended' : proposed !== undefined);
  return [...(submits ? (['submit'] as const) : []), ...(state === 'suspended' ? [] : (['suspend'] as const)), 'close'];
}

interface StepActionsProps {
  of: Stepped;
  inspects: boolean;
  /** That whoever decides has before them. */
  version: number;
  /** Whose words say what a step means. */
  words: 'services' | 'apis';
  /** Key of what is read anew afterwards. */
  refresh: readonly string[];
  move: (act: Act, body: object, key: string) => Promise<unknown>;
}

/** The next steps of a service or an API, each with what it means. */
export function StepActions({ of, inspects, ...props }: StepActionsProps) {
  const { say } = useWords();
  const [doing, setDoing] = useState<Act>();
  const acts = findActs(of, inspects);
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
        {doing && <ActForm {...props} act={doing} onDone={() => setDoing(undefined)} />}
      </Drawer>
    </>
  );
}

type ActFormProps = Omit<StepActionsProps, 'of' | 'inspects'> & { act: Act; onDone: () => void };

function ActForm({ act, version, words, refresh, move, onDone }: ActFormProps) {
  const { say } = useWords();
  const queries = useQueryClient();
  const asksWhy = act !== 'submit' && act !== 'approve';
  const form = useForm({
    initial: { why: '' },
    check: ({ why }) => (asksWhy && why.trim().length < 5 ? { why: say('screen.services.whyMissing') } : {}),
    send: async ({ why }, key) => {
      const body = {
        ...(asksWhy ? { why: why.trim() } : {}),
        ...(act === 'approve' || act === 'refuse' ? { version } : {}),
      };
      await move(act, body, key);
      announce(say(`screen.services.act.${act}.done`));
      void queries.invalidateQueries({ queryKey: refresh });
      onDone();
    },
  });
  return (
    <FormFrame form={form} send={say(`screen.services.act.${act}.button`)}>
      <p>{say(`screen.${words}.act.${act}.text`)}</p>
      {asksWhy && <AreaField label={say('screen.services.why')} maxLength={1000} {...form.field('why')} />}
    </FormFrame>
  );
}
