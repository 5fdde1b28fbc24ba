import { useQuery } from '@tanstack/react-query';
import { Table } from '../../../kit/desk.ts';
import {
  FieldList,
  FieldRow,
  FigureTile,
  Loaded,
  Notice,
  Page,
  Panel,
  Stack,
  Status,
  Tiles,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type Engine, engineQuery } from './data.ts';

/** What compares samples here, with which weights, and what has nothing that compares it. */
export function MatchingEngineScreen() {
  const { say } = useWords();
  const engine = useQuery(engineQuery);
  return (
    <Page
      title={say('screen.biometrics.engine.title')}
      lead={say('screen.biometrics.engine.lead')}
      width="wide"
      error={engine.isError}
      back={{ to: '/desk', label: say('screen.desk.back') }}
    >
      <Loaded query={engine} lines={9}>
        {(data) => <Known engine={data} />}
      </Loaded>
    </Page>
  );
}

function Known({ engine }: { engine: Engine }) {
  const { say, number } = useWords();
  const { enrolled, waiting, unsettled, adjudicateFrom, face } = engine;
  const word = (key: string) => say(`screen.biometrics.engine.${key}`);
  return (
    <Stack gap="large">
      <Tiles>
        <FigureTile value={enrolled === undefined ? word('away') : number(enrolled)} label={word('enrolled')} />
        <FigureTile value={number(waiting)} label={word('waiting')} />
        <FigureTile value={number(unsettled)} label={word('unsettled')} />
        <FigureTile value={number(adjudicateFrom)} label={word('from')} />
      </Tiles>
      <Panel title={word('face')}>
        {face ? (
          <>
            {face.demonstration && <Notice tone="wait" title={word('demonstration')} />}
            <FieldList>
              <FieldRow label={word('model')}>{face.id}</FieldRow>
              <FieldRow label={word('threshold')}>{number(face.threshold)}</FieldRow>
              <FieldRow label={word('licence')}>{face.licence}</FieldRow>
              <FieldRow label={word('origin')}>{face.origin}</FieldRow>
            </FieldList>
          </>
        ) : (
          <Notice tone="plain" title={word('noFace')}>
            <p>{word('noFaceText')}</p>
          </Notice>
        )}
      </Panel>
      <Panel title={word('modalities')}>
        <Table
          caption={word('modalities')}
          rows={engine.modalities}
          rowKey={({ id }) => id}
          columns={[
            { key: 'kind', head: word('kind'), main: true, cell: ({ name }) => name },
            { key: 'persons', head: word('persons'), numeric: true, cell: ({ persons }) => number(persons) },
            { key: 'samples', head: word('samples'), numeric: true, cell: ({ samples }) => number(samples) },
            {
              key: 'matched',
              head: word('matched'),
              cell: ({ id, matched }) => {
                const compared = matched && (id !== 'face' || face !== undefined);
                return <Status tone={compared ? 'good' : 'plain'}>{word(compared ? 'yes' : 'kept')}</Status>;
              },
            },
            { key: 'law', head: word('law'), cell: ({ legalBasisTitle }) => legalBasisTitle },
          ]}
        />
      </Panel>
    </Stack>
  );
}
