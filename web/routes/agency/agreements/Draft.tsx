import { Button, Cluster, ConfirmedAct } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { DraftPage } from './DraftPage.tsx';
import { type Draft, moveDraft } from './data.ts';
import { WhyAct } from './WhyAct.tsx';

/** An organisation's own draft. */
export function DraftScreen() {
  const { say } = useWords();
  return (
    <DraftPage
      side="agency"
      back={{ to: '/agency/agreements', label: say('screen.agreements.back') }}
      acts={(draft) => <Acts draft={draft} />}
    />
  );
}

function Acts({ draft }: { draft: Draft }) {
  const { say } = useWords();
  const can = (step: string) => draft.steps.includes(step);
  if (!draft.steps.some((step) => step !== 'sign')) return null;
  const asked = (step: 'send' | 'agree') => (
    <ConfirmedAct
      kind="primary"
      title={say(`screen.agreements.act.${step}.button`)}
      text={say(`screen.agreements.act.${step}.text`)}
      yes={say(`screen.agreements.act.${step}.button`)}
      act={() => moveDraft('agency', draft, step)}
      done={say(`screen.agreements.act.${step}.done`)}
      refresh={['agreements']}
    >
      {say(`screen.agreements.act.${step}.button`)}
    </ConfirmedAct>
  );
  return (
    <Cluster>
      {can('send') && asked('send')}
      {can('agree') && asked('agree')}
      {can('edit') && (
        <Button icon="correct" to="/agency/agreements/drafts/$draft/edit" params={{ draft: draft.draft }}>
          {say('screen.agreements.act.edit')}
        </Button>
      )}
      {can('object') && (
        <WhyAct
          words="screen.agreements.act.object"
          act={(why, key) => moveDraft('agency', draft, 'object', { why }, key)}
        />
      )}
      {can('withdraw') && (
        <WhyAct
          words="screen.agreements.act.withdraw"
          kind="danger"
          act={(why, key) => moveDraft('agency', draft, 'withdraw', { why }, key)}
        />
      )}
    </Cluster>
  );
}
