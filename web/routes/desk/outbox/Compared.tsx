import { useQuery } from '@tanstack/react-query';
import { Table } from '../../../kit/desk.ts';
import { Button, Cluster, Loaded, Notice, Stack, TextLink } from '../../../kit/index.ts';
import type { QueuedAct } from '../../../outbox/model.ts';
import { changeAct, sendWaiting } from '../../../outbox/outbox.ts';
import { useWords } from '../../../words.tsx';
import { type OfficerRecord, personQuery } from '../data.ts';

/** Another office was first: what the officer saw, what the register says now, and what the officer wrote, side by side. */
export function Compared({ act }: { act: QueuedAct }) {
  const { say } = useWords();
  const person = String(act.problem?.person ?? act.subject.person ?? '');
  // What was founded on a record was written with a reason to look at it.
  const record = useQuery({ ...personQuery(person, act.purpose!), staleTime: 0, enabled: person !== '' });
  return (
    <Stack>
      <Notice tone="wait" title={say('screen.outbox.changed.title')}>
        <p>
          {say('screen.outbox.changed.text')}{' '}
          <TextLink to="/desk/person/$person" params={{ person }} search={{ tab: 'timeline' }}>
            {say('screen.outbox.changed.see')}
          </TextLink>
        </p>
      </Notice>
      <Loaded query={record} lines={3}>
        {(now) => <SideBySide act={act} now={now} />}
      </Loaded>
    </Stack>
  );
}

function SideBySide({ act, now }: { act: QueuedAct; now: OfficerRecord }) {
  const { say } = useWords();
  const none = say('screen.desk.change.none');
  const isField = (id: string) => now.fields.some((field) => field.id === id) || act.act === 'correct';
  const textNow = (id: string) => now.fields.find((field) => field.id === id)?.text;
  const insist = async () => {
    await changeAct(act, { state: 'waiting', base: { ...act.base, [now.person]: now.version } });
    await sendWaiting();
  };
  return (
    <>
      <Table
        caption={say('screen.outbox.changed.title')}
        rows={act.rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'field', head: say('screen.correct.check.field'), main: true, cell: ({ name }) => name },
          {
            key: 'seen',
            head: say('screen.outbox.changed.seen'),
            cell: ({ id, before }) => (isField(id) ? before || none : '–'),
          },
          {
            key: 'now',
            head: say('screen.outbox.changed.theirs'),
            cell: ({ id, before }) => {
              if (!isField(id)) return '–';
              const text = textNow(id) || none;
              return text === (before || none) ? text : <strong>{text}</strong>;
            },
          },
          { key: 'mine', head: say('screen.outbox.changed.mine'), cell: ({ after }) => after || none },
        ]}
      />
      <Cluster>
        <Button kind="primary" onClick={() => void insist()}>
          {say('screen.outbox.changed.send')}
        </Button>
      </Cluster>
    </>
  );
}
