import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CopyBlock } from '../../../kit/desk.ts';
import { Button, Cluster, Loaded, Notice, Panel, ProblemNotice, SelectField, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { listsQuery } from '../../desk/data.ts';
import { callLine } from '../callLine.ts';
import { ExchangeResult } from '../ExchangeResult.tsx';
import { ask, buildRequest, type Question } from '../exchange.ts';
import { type SystemView, simulationQuery } from './data.ts';
import { keyFile } from './lines.ts';
import { useOwnKey } from './useKeptKeys.ts';

/** The first answer: about somebody who does not exist, from this browser or from a shell. */
export function FirstQuestion({ system }: { system: SystemView }) {
  const { say } = useWords();
  const simulation = useQuery(simulationQuery);
  const lists = useQuery(listsQuery);
  return (
    <Panel title={say('screen.systems.tab.first')}>
      <Loaded query={simulation} lines={6}>
        {({ persons, agreements }) => {
          const offered = agreements.flatMap(({ purposes }) => purposes);
          const named = lists.data?.purposes.filter(({ fields }) => fields.includes('name')).map(({ id }) => id);
          const purpose = offered.find(({ id }) => named?.includes(id)) ?? offered[0];
          if (!purpose || persons.length === 0)
            return <Notice tone="wait">{say('screen.systems.first.noPurpose')}</Notice>;
          return <Asking system={system} persons={persons} purpose={purpose} />;
        }}
      </Loaded>
    </Panel>
  );
}

interface AskingProps {
  system: SystemView;
  persons: readonly { identifier: string; name: string; birthDate: string; life: string; status: string }[];
  purpose: { id: string; sentence: string; legalBases: readonly { id: string; title: string }[] };
}

function Asking({ system, persons, purpose }: AskingProps) {
  const { say, language } = useWords();
  const key = useOwnKey(system);
  const [identifier, setIdentifier] = useState(persons[0]?.identifier ?? '');
  const person = persons.find((one) => one.identifier === identifier) ?? persons[0]!;
  const question: Question = {
    ...{ mode: 'verify', identifier, purpose: purpose.id, names: ['name'] },
    legalBasis: purpose.legalBases[0]?.id ?? '',
    caseNumber: '',
    claims: { name: person.name },
  };
  const asking = useMutation({ mutationFn: () => ask(question, key!, language) });
  const nameOf = ({ name, life, status }: AskingProps['persons'][number]) =>
    `${name} – ${say(status === 'active' ? `value.life.${life}` : 'screen.systems.first.cancelled')}`;
  const kid = key?.kid ?? system.keys.find(({ revoked }) => !revoked)?.kid;
  return (
    <Stack>
      <p>{say('screen.systems.first.text')}</p>
      <SelectField
        id="person"
        label={say('screen.systems.first.person')}
        hint={say('screen.systems.first.personHint')}
        choices={persons.map((one) => ({ value: one.identifier, label: nameOf(one) }))}
        value={identifier}
        onChange={setIdentifier}
      />
      <Cluster>
        <Button kind="primary" icon="terminal" busy={asking.isPending} disabled={!key} onClick={() => asking.mutate()}>
          {say('screen.systems.first.ask')}
        </Button>
      </Cluster>
      {!key && <Notice tone="plain">{say('screen.systems.noKeyHere')}</Notice>}
      {asking.isError && <ProblemNotice error={asking.error} />}
      {kid && (
        <>
          <h3>{say('screen.systems.first.line')}</h3>
          <p>{say('screen.systems.first.lineText', { file: keyFile(kid) })}</p>
          <CopyBlock
            label={say('screen.systems.first.line')}
            text={callLine(buildRequest(question, location.origin, 'first'), keyFile(kid))}
          />
        </>
      )}
      {asking.data && <ExchangeResult key={asking.data.base} exchange={asking.data} />}
    </Stack>
  );
}
