import { useState } from 'react';
import { Button, Cluster, ConfirmedAct, Drawer } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { DraftPage } from '../../agency/agreements/DraftPage.tsx';
import { type Draft, moveDraft } from '../../agency/agreements/data.ts';
import { WhyAct } from '../../agency/agreements/WhyAct.tsx';
import { AgreementsOf } from './AgreementsOf.tsx';
import { RefuseForm } from './RefuseForm.tsx';

/** A draft before the officer who decides it, and before the one who signs after them. */
export function DecisionScreen() {
  const { say } = useWords();
  return (
    <DraftPage
      side="holder"
      back={{ to: '/desk/agreements', label: say('screen.agreements.queue.back') }}
      acts={(draft) => <Acts draft={draft} />}
      beside={({ organisation, agreement }) => (
        <AgreementsOf
          organisation={organisation}
          except={agreement}
          title={say('screen.agreements.others')}
          none={say('screen.agreements.noOthers')}
        />
      )}
    />
  );
}

function Acts({ draft }: { draft: Draft }) {
  const { say } = useWords();
  const [refusing, setRefusing] = useState(false);
  const can = (step: string) => draft.steps.includes(step);
  if (!draft.steps.some((step) => step !== 'sign')) return null;
  return (
    <Cluster>
      {can('accept') && (
        <ConfirmedAct
          kind="primary"
          title={say('screen.agreements.act.accept.button')}
          text={say('screen.agreements.act.accept.text')}
          yes={say('screen.agreements.act.accept.button')}
          act={() => moveDraft('holder', draft, 'accept')}
          done={say('screen.agreements.act.accept.done')}
          refresh={['agreements']}
        >
          {say('screen.agreements.act.accept.button')}
        </ConfirmedAct>
      )}
      {can('narrow') && (
        <Button to="/desk/agreements/drafts/$draft/narrow" params={{ draft: draft.draft }}>
          {say('screen.agreements.narrow.button')}
        </Button>
      )}
      {can('refuse') && (
        <Button kind="danger" onClick={() => setRefusing(true)}>
          {say('screen.agreements.refuse.button')}
        </Button>
      )}
      {can('return') && (
        <WhyAct
          words="screen.agreements.act.return"
          act={(why, key) => moveDraft('holder', draft, 'return', { why }, key)}
        />
      )}
      <Drawer open={refusing} title={say('screen.agreements.refuse.button')} onClose={() => setRefusing(false)}>
        <RefuseForm draft={draft} onDone={() => setRefusing(false)} />
      </Drawer>
    </Cluster>
  );
}
