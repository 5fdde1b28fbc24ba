import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import {
  Cluster,
  ConfirmedAct,
  FieldList,
  FieldRow,
  Loaded,
  Notice,
  Page,
  Panel,
  PlainAct,
  Stack,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { DeliveriesPanel } from './DeliveriesPanel.tsx';
import { change, type Subscription, subscriptionQuery } from './data.ts';
import { PersonsPanel } from './PersonsPanel.tsx';
import { Standing } from './Subscriptions.tsx';

/** One subscription: how it stands, what was sent last, and what can be done about it. */
export function SubscriptionScreen() {
  const { say } = useWords();
  const { caller } = useSession();
  const { subscription: id = '' } = useParams({ strict: false });
  const subscription = useQuery(subscriptionQuery(id));
  const manages = caller.scopes.includes('exchange.manage');
  return (
    <Page
      title={say('screen.subscriptions.one')}
      error={subscription.isError}
      back={{ to: '/agency/subscriptions', label: say('screen.subscriptions.back') }}
    >
      <Loaded query={subscription} lines={8}>
        {(known) => (
          <Stack gap="large">
            {known.refused && (
              <Notice tone="bad" title={known.refused.title}>
                <p>{known.refused.detail}</p>
                <p>{say('screen.subscriptions.refused')}</p>
              </Notice>
            )}
            <Told subscription={known} manages={manages} />
            <DeliveriesPanel subscription={known} manages={manages} />
            {known.state !== 'ended' && <PersonsPanel subscription={known} manages={manages} />}
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function Told({ subscription, manages }: { subscription: Subscription; manages: boolean }) {
  const { say, moment } = useWords();
  const { id, kinds, system, purposeText, legalBasisText, endpoint, madeAt, state } = subscription;
  return (
    <Panel title={say('screen.subscriptions.about')} actions={<Standing line={subscription} />}>
      <FieldList>
        <FieldRow label={say('screen.subscriptions.kinds')}>
          {kinds.map((kind) => say(`value.eventKind.${kind}`)).join(', ')}
        </FieldRow>
        <FieldRow label={say('screen.subscriptions.system')}>{system}</FieldRow>
        <FieldRow label={say('screen.subscriptions.endpoint')}>
          {endpoint ?? say('screen.subscriptions.fetched')}
        </FieldRow>
        <FieldRow label={say('screen.looks.purpose')}>{purposeText}</FieldRow>
        <FieldRow label={say('screen.looks.law')}>{legalBasisText}</FieldRow>
        <FieldRow label={say('screen.subscriptions.made')}>{moment(madeAt)}</FieldRow>
        <FieldRow label={say('screen.subscriptions.id')}>
          <code>{id}</code>
        </FieldRow>
      </FieldList>
      {manages && state !== 'ended' && <Acts subscription={subscription} />}
    </Panel>
  );
}

function Acts({ subscription: { id, state } }: { subscription: Subscription }) {
  const { say } = useWords();
  return (
    <Cluster>
      {state === 'active' ? (
        <ConfirmedAct
          title={say('screen.subscriptions.pause.title')}
          text={say('screen.subscriptions.pause.text')}
          yes={say('screen.subscriptions.pause.yes')}
          act={() => change(id, 'pause')}
          done={say('screen.subscriptions.pause.done')}
          refresh={['subscriptions']}
        >
          {say('screen.subscriptions.pause.button')}
        </ConfirmedAct>
      ) : (
        <PlainAct
          kind="primary"
          act={() => change(id, 'resume')}
          done={say('screen.subscriptions.resume.done')}
          refresh={['subscriptions']}
        >
          {say('screen.subscriptions.resume.button')}
        </PlainAct>
      )}
      <ConfirmedAct
        kind="danger"
        title={say('screen.subscriptions.end.title')}
        text={say('screen.subscriptions.end.text')}
        yes={say('screen.subscriptions.end.yes')}
        act={() => change(id, 'end')}
        done={say('screen.subscriptions.end.done')}
        refresh={['subscriptions']}
      >
        {say('screen.subscriptions.end.button')}
      </ConfirmedAct>
    </Cluster>
  );
}
