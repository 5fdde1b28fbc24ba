import { useQuery } from '@tanstack/react-query';
import { Cluster, Disclosure, FieldList, FieldRow, Loaded, Notice, Panel, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { moveSuspension, type Side, type Suspension, suspend, suspensionsQuery, type Target } from './data.ts';
import { WhyAct } from './WhyAct.tsx';

interface SuspensionPanelProps extends Target {
  side: Side;
}

/** Who has stopped an agreement or a system, and why. One stops it at once; two of the same side let it go on. */
export function SuspensionPanel({ side, kind, target }: SuspensionPanelProps) {
  const { say } = useWords();
  const { caller } = useSession();
  const suspensions = useQuery(suspensionsQuery(side, { kind, target }));
  const acts =
    side === 'holder' || ['exchange.manage', 'connections.sign'].some((scope) => caller.scopes.includes(scope));
  return (
    <Panel title={say('screen.agreements.suspension.title')}>
      <Loaded query={suspensions} lines={3}>
        {(all) => {
          const standing = all.filter(({ state }) => state !== 'lifted');
          const lifted = all.filter(({ state }) => state === 'lifted');
          return (
            <Stack>
              {standing.length === 0 && <p>{say(`screen.agreements.suspension.none.${kind}`)}</p>}
              {standing.map((one) => (
                <Standing key={one.suspension} suspension={one} side={side} acts={acts} />
              ))}
              {acts && !standing.some((one) => one.side === side) && (
                <Cluster>
                  <WhyAct
                    words={`screen.agreements.suspension.stop.${kind}.${side}`}
                    kind="danger"
                    act={(why, key) => suspend(side, { kind, target }, why, key)}
                  />
                </Cluster>
              )}
              {lifted.length > 0 && (
                <Disclosure summary={say('screen.agreements.suspension.before', { count: lifted.length })}>
                  {lifted.map((one) => (
                    <SuspensionFacts key={one.suspension} suspension={one} />
                  ))}
                </Disclosure>
              )}
            </Stack>
          );
        }}
      </Loaded>
    </Panel>
  );
}

interface StandingProps {
  suspension: Suspension;
  side: Side;
  acts: boolean;
}

function Standing({ suspension, side, acts }: StandingProps) {
  const { say } = useWords();
  const { state, mine } = suspension;
  const own = suspension.side === side;
  const move = (step: string) => (why: string, key: string) =>
    moveSuspension(side, suspension.suspension, step, why, key);
  const steps = !own || !acts ? [] : state === 'active' ? ['ask-lift'] : mine ? [] : ['lift', 'keep'];
  return (
    <Stack>
      <Notice tone="bad" title={say(`screen.agreements.suspension.by.${suspension.side}`)}>
        {say(`screen.agreements.suspension.state.${own ? (state === 'active' || !mine ? state : 'mine') : 'theirs'}`)}
      </Notice>
      <SuspensionFacts suspension={suspension} />
      {steps.length > 0 && (
        <Cluster>
          {steps.map((step) => (
            <WhyAct
              key={step}
              words={`screen.agreements.suspension.${step}`}
              kind={step === 'keep' ? 'secondary' : 'primary'}
              act={move(step)}
            />
          ))}
        </Cluster>
      )}
    </Stack>
  );
}

function SuspensionFacts({ suspension }: { suspension: Suspension }) {
  const { say, moment } = useWords();
  const { why, madeBy, madeAt, state, askedBy, askedAt, askedWhy, liftedBy, liftedAt } = suspension;
  return (
    <FieldList>
      <FieldRow label={say('screen.agreements.suspension.why')} source={`${madeBy} · ${moment(madeAt)}`}>
        {why}
      </FieldRow>
      {state !== 'active' && askedBy && askedAt && (
        <FieldRow label={say('screen.agreements.suspension.asked')} source={`${askedBy} · ${moment(askedAt)}`}>
          {askedWhy}
        </FieldRow>
      )}
      {liftedBy && liftedAt && (
        <FieldRow label={say('screen.agreements.suspension.lifted')} source={moment(liftedAt)}>
          {liftedBy}
        </FieldRow>
      )}
    </FieldList>
  );
}
