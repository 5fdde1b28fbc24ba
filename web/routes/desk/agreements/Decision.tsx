import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  Button,
  Cluster,
  ConfirmedAct,
  Drawer,
  FieldList,
  FieldRow,
  Loaded,
  Panel,
  TextLink,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { DraftPage } from '../../agency/agreements/DraftPage.tsx';
import { type Draft, moveDraft } from '../../agency/agreements/data.ts';
import { AgreementState } from '../../agency/agreements/Usage.tsx';
import { WhyAct } from '../../agency/agreements/WhyAct.tsx';
import { inForceQuery } from './data.ts';
import { RefuseForm } from './RefuseForm.tsx';

/** A draft before the officer who decides it, and before the one who signs after them. */
export function DecisionScreen() {
  const { say } = useWords();
  return (
    <DraftPage
      side="holder"
      back={{ to: '/desk/agreements', label: say('screen.agreements.queue.back') }}
      acts={(draft) => <Acts draft={draft} />}
      beside={(draft) => <Others draft={draft} />}
    />
  );
}

/** What the organisation may ask already. */
function Others({ draft }: { draft: Draft }) {
  const { say } = useWords();
  const all = useQuery(inForceQuery);
  const others = all.data?.filter(
    ({ organisation, agreement }) => organisation === draft.organisation && agreement !== draft.agreement,
  );
  return (
    <Panel title={say('screen.agreements.others')}>
      <Loaded query={{ ...all, data: others }} lines={2}>
        {(known) =>
          known.length === 0 ? (
            <p>{say('screen.agreements.noOthers')}</p>
          ) : (
            <FieldList>
              {known.map(({ agreement, state, purposes }) => (
                <FieldRow key={agreement} label={agreement} action={<AgreementState state={state} />}>
                  <TextLink to="/desk/agreements/$agreement" params={{ agreement }}>
                    {purposes.map(({ name }) => name).join(', ')}
                  </TextLink>
                </FieldRow>
              ))}
            </FieldList>
          )
        }
      </Loaded>
    </Panel>
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
