import { useQuery } from '@tanstack/react-query';
import { LoadedTable } from '../../../kit/desk.ts';
import { Button, Empty, Page, Status, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { type SubscriptionLine, subscriptionsQuery } from './data.ts';
import { standingOf } from './standing.ts';

/** What the organisation is told of, and whether it arrives. */
export function SubscriptionsScreen() {
  const { say, number, moment } = useWords();
  const { caller } = useSession();
  const subscriptions = useQuery(subscriptionsQuery);
  const create = caller.scopes.includes('exchange.manage') && (
    <Button kind="primary" icon="add" to="/agency/subscriptions/new">
      {say('screen.subscriptions.new.title')}
    </Button>
  );
  return (
    <Page
      title={say('screen.subscriptions.title')}
      lead={say('screen.subscriptions.lead')}
      width="wide"
      error={subscriptions.isError}
      back={{ to: '/agency', label: say('screen.agency.back') }}
      actions={subscriptions.data?.length !== 0 && create}
    >
      <LoadedTable
        query={subscriptions}
        lines={5}
        caption={say('screen.subscriptions.title')}
        rowKey={({ id }) => id}
        empty={
          <Empty title={say('screen.subscriptions.none.title')} action={create}>
            {say('screen.subscriptions.none.text')}
          </Empty>
        }
        columns={[
          {
            key: 'kinds',
            head: say('screen.subscriptions.kinds'),
            main: true,
            cell: ({ id, kinds }) => (
              <TextLink to="/agency/subscriptions/$subscription" params={{ subscription: id }}>
                {kinds.map((kind) => say(`value.eventKind.${kind}`)).join(', ')}
              </TextLink>
            ),
          },
          { key: 'system', head: say('screen.subscriptions.system'), cell: ({ system }) => system },
          {
            key: 'persons',
            head: say('screen.subscriptions.persons'),
            numeric: true,
            cell: ({ persons }) => number(persons),
          },
          {
            key: 'waiting',
            head: say('screen.subscriptions.waiting'),
            cell: ({ newest, delivered, waitingSince }) =>
              waitingSince
                ? say('screen.subscriptions.waitingSince', {
                    count: number(newest - delivered),
                    since: moment(waitingSince),
                  })
                : say('screen.subscriptions.nothingWaits'),
          },
          { key: 'state', head: say('screen.subscriptions.state'), cell: (line) => <Standing line={line} /> },
        ]}
      />
    </Page>
  );
}

export function Standing({ line }: { line: SubscriptionLine }) {
  const { say } = useWords();
  const { key, tone } = standingOf(line);
  return <Status tone={tone}>{say(`screen.subscriptions.standing.${key}`)}</Status>;
}
