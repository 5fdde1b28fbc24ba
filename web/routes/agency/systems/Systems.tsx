import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LoadedTable } from '../../../kit/desk.ts';
import { Button, Drawer, Empty, Notice, Page, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { connectionsQuery, type SystemLine } from './data.ts';
import { KeyForm } from './KeyForm.tsx';
import { tabOf } from './NextStep.tsx';
import { Standing } from './Standing.tsx';

/** An organisation's systems: how each stands, and the one thing to do next. */
export function SystemsScreen() {
  const { say } = useWords();
  const { caller } = useSession();
  const systems = useQuery(connectionsQuery);
  const [adding, setAdding] = useState(false);
  const manages = caller.scopes.includes('exchange.manage');
  return (
    <Page
      title={say('screen.systems.title')}
      lead={say('screen.systems.lead')}
      width="wide"
      error={systems.isError}
      back={{ to: '/agency', label: say('screen.agency.back') }}
      actions={
        manages && (
          <Button kind="primary" icon="add" onClick={() => setAdding(true)}>
            {say('screen.agency.keys.newSystem')}
          </Button>
        )
      }
    >
      {!manages && <Notice tone="plain">{say('screen.agency.keys.notYours')}</Notice>}
      <LoadedTable
        query={systems}
        lines={5}
        caption={say('screen.systems.title')}
        rowKey={({ system }) => system}
        empty={<Empty title={say('screen.agency.keys.none.title')}>{say('screen.agency.keys.none.text')}</Empty>}
        columns={[
          {
            key: 'name',
            head: say('screen.systems.name'),
            main: true,
            cell: ({ system, name }) => (
              <TextLink to="/agency/systems/$system" params={{ system }}>
                {name}
              </TextLink>
            ),
          },
          { key: 'standing', head: say('screen.systems.standing'), cell: (line) => <Standing system={line} /> },
          { key: 'next', head: say('screen.systems.next.head'), cell: (line) => <Next line={line} /> },
          { key: 'keys', head: say('screen.systems.endsSoon'), cell: (line) => <EndsSoon line={line} /> },
        ]}
      />
      <Drawer open={adding} title={say('screen.agency.keys.newSystem')} onClose={() => setAdding(false)}>
        {adding && <KeyForm target="new" onDone={() => setAdding(false)} />}
      </Drawer>
    </Page>
  );
}

function Next({ line: { system, name, next } }: { line: SystemLine }) {
  const { say } = useWords();
  if (!next) return null;
  const title = say(`screen.systems.next.${next.step}.title`, { count: next.count ?? 0 });
  if (next.step === 'nothing' || next.step === 'wait') return <span>{title}</span>;
  return (
    <TextLink
      to="/agency/systems/$system"
      params={{ system }}
      search={{ tab: tabOf(next.step) }}
      label={`${title}: ${name}`}
    >
      {title}
    </TextLink>
  );
}

function EndsSoon({ line: { keyWarnings } }: { line: SystemLine }) {
  const { say, date } = useWords();
  const [first] = keyWarnings.toSorted((a, b) => a.days - b.days);
  if (!first) return <span>{say('screen.systems.endsNothing')}</span>;
  return <span>{say('screen.systems.endsKey', { date: date(first.expiresAt.slice(0, 10)) })}</span>;
}
