import { Table } from '../../../kit/desk.ts';
import { FieldList, FieldRow, Muted, Notice, Panel, PlainAct, Status } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { change, type Subscription } from './data.ts';
import { failureOf } from './standing.ts';

/** How far events have arrived, what fails, and what was sent last. */
export function DeliveriesPanel({ subscription, manages }: { subscription: Subscription; manages: boolean }) {
  const { say, number, moment } = useWords();
  const why = useWhy();
  const { id, state, newest, delivered, waitingSince, failing, deliveries, endpoint } = subscription;
  return (
    <Panel title={say('screen.subscriptions.arrival')}>
      {state === 'paused' && (
        <Notice tone="wait" title={say('screen.subscriptions.standing.paused')}>
          {say('screen.subscriptions.pausedText')}
        </Notice>
      )}
      {state === 'active' && failing && (
        <Notice tone="bad" title={why(failing.why)}>
          <p>{say(`screen.subscriptions.mend.${failureOf(failing.why).key}`)}</p>
          <p>
            {say('screen.subscriptions.nextTry', {
              attempts: number(failing.attempts),
              time: moment(failing.nextAt),
            })}
          </p>
          {manages && (
            <PlainAct
              act={() => change(id, 'retry')}
              done={say('screen.subscriptions.retried')}
              refresh={['subscriptions']}
            >
              {say('screen.subscriptions.retry')}
            </PlainAct>
          )}
        </Notice>
      )}
      <FieldList>
        <FieldRow label={say('screen.subscriptions.newest')}>{number(newest)}</FieldRow>
        <FieldRow label={say('screen.subscriptions.delivered')}>{number(delivered)}</FieldRow>
        <FieldRow label={say('screen.subscriptions.waiting')}>
          {waitingSince
            ? say('screen.subscriptions.waitingSince', {
                count: number(newest - delivered),
                since: moment(waitingSince),
              })
            : say('screen.subscriptions.nothingWaits')}
        </FieldRow>
      </FieldList>
      {!endpoint && <Muted>{say('screen.subscriptions.howToFetch', { path: `/v1/subscriptions/${id}/events` })}</Muted>}
      {endpoint && deliveries.length === 0 && <Muted>{say('screen.subscriptions.nothingSent')}</Muted>}
      {deliveries.length > 0 && (
        <Table
          caption={say('screen.subscriptions.deliveries')}
          showCaption
          rows={deliveries}
          rowKey={({ at, first }) => `${at} ${first}`}
          columns={[
            { key: 'at', head: say('screen.subscriptions.sentAt'), main: true, cell: ({ at }) => moment(at) },
            {
              key: 'events',
              head: say('screen.subscriptions.events'),
              cell: ({ first, last }) =>
                first === last
                  ? number(first)
                  : say('screen.subscriptions.fromTo', { first: number(first), last: number(last) }),
            },
            {
              key: 'took',
              head: say('screen.subscriptions.took'),
              numeric: true,
              cell: ({ milliseconds }) => say('screen.subscriptions.milliseconds', { count: number(milliseconds) }),
            },
            {
              key: 'outcome',
              head: say('screen.subscriptions.outcome'),
              cell: ({ failure }) =>
                failure ? (
                  <Status tone="bad">{why(failure)}</Status>
                ) : (
                  <Status tone="good">{say('screen.subscriptions.arrived')}</Status>
                ),
            },
          ]}
        />
      )}
    </Panel>
  );
}

/** What a receiver did instead of taking events, in words. */
function useWhy(): (why: string) => string {
  const { say } = useWords();
  return (why) => {
    const { key, status } = failureOf(why);
    return say(`screen.subscriptions.why.${key}`, { status });
  };
}
