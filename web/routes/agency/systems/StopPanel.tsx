import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import {
  AreaField,
  announce,
  Button,
  Cluster,
  Drawer,
  FormFrame,
  Loaded,
  Notice,
  Panel,
  Stack,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { moveSuspension, type Suspension } from '../agreements/data.ts';
import { type SystemView, suspendSystem, suspensionsQuery } from './data.ts';
import classes from './Systems.module.css';

type Step = 'ask-lift' | 'lift' | 'keep';
interface Doing {
  step: Step | 'suspend';
  suspension?: string;
}

const LIFTS: Readonly<Record<string, readonly Step[]>> = { active: ['ask-lift'], 'lift-asked': ['lift', 'keep'] };

/** What stops a system, by whom and why; stopped by one, let go on by two of the side that stopped it. */
export function StopPanel({ system }: { system: SystemView }) {
  const { say } = useWords();
  const { caller } = useSession();
  const suspensions = useQuery(suspensionsQuery(system.system));
  const [doing, setDoing] = useState<Doing>();
  const acts = caller.scopes.includes('exchange.manage') || caller.scopes.includes('connections.sign');
  return (
    <Panel title={say('screen.systems.stop.title')}>
      <Loaded query={suspensions} lines={3}>
        {(all) => (
          <Stack>
            {all.length === 0 && <p>{say('screen.systems.stop.none')}</p>}
            {all.map((one) => (
              <StopNotice key={one.suspension} stop={one} onDo={acts ? setDoing : undefined} />
            ))}
            {acts && !all.some(({ state, side }) => state !== 'lifted' && side === 'agency') && (
              <Cluster>
                <Button onClick={() => setDoing({ step: 'suspend' })}>
                  {say('screen.systems.stop.step.suspend.button')}
                </Button>
              </Cluster>
            )}
          </Stack>
        )}
      </Loaded>
      <Drawer
        open={doing !== undefined}
        title={doing ? say(`screen.systems.stop.step.${doing.step}.button`) : ''}
        onClose={() => setDoing(undefined)}
      >
        {doing && <StopForm system={system.system} doing={doing} onDone={() => setDoing(undefined)} />}
      </Drawer>
    </Panel>
  );
}

function StopNotice({ stop, onDo }: { stop: Suspension; onDo: ((doing: Doing) => void) | undefined }) {
  const { say, moment } = useWords();
  const { suspension, state, side, why, madeBy, madeAt, askedBy, askedAt, askedWhy, mine, liftedBy, liftedAt } = stop;
  const lifted = state === 'lifted';
  const steps = onDo && side === 'agency' && !(state === 'lift-asked' && mine) ? (LIFTS[state] ?? []) : [];
  const told = (key: string, name: string | undefined, at: string | undefined) =>
    name !== undefined && at !== undefined && say(`screen.systems.stop.${key}`, { name, moment: moment(at) });
  return (
    <Notice
      tone={lifted ? 'plain' : 'bad'}
      title={say(`screen.systems.stop.by.${side === 'agency' ? 'agency' : 'holder'}${lifted ? 'Lifted' : ''}`)}
    >
      <p className={classes.answer}>{why}</p>
      <p>{told('made', madeBy, madeAt)}</p>
      {askedBy !== undefined && state === 'lift-asked' && (
        <p>
          {told('asked', askedBy, askedAt)} {askedWhy}
        </p>
      )}
      {lifted && <p>{told('lifted', liftedBy, liftedAt)}</p>}
      {state === 'lift-asked' && mine && <p>{say('screen.systems.stop.second')}</p>}
      {!lifted && side !== 'agency' && <p>{say('screen.systems.stop.theirs')}</p>}
      {steps.length > 0 && (
        <Cluster>
          {steps.map((step) => (
            <Button key={step} small onClick={() => onDo?.({ step, suspension })}>
              {say(`screen.systems.stop.step.${step}.button`)}
            </Button>
          ))}
        </Cluster>
      )}
    </Notice>
  );
}

function StopForm({ system, doing, onDone }: { system: string; doing: Doing; onDone: () => void }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const words = `screen.systems.stop.step.${doing.step}`;
  const form = useForm({
    initial: { why: '' },
    check: ({ why }) => (why.trim().length < 10 ? { why: say('screen.systems.whyMissing') } : {}),
    send: async ({ why }, key) => {
      if (doing.step === 'suspend') await suspendSystem(system, why.trim(), key);
      else await moveSuspension('agency', doing.suspension ?? '', doing.step, why.trim(), key);
      announce(say(`${words}.done`));
      onDone();
      await queries.invalidateQueries({ queryKey: ['agency'] });
    },
  });
  return (
    <FormFrame form={form} send={say(`${words}.button`)}>
      <p>{say(`${words}.text`)}</p>
      <AreaField label={say('screen.systems.why')} rows={3} maxLength={1000} {...form.field('why')} />
    </FormFrame>
  );
}
