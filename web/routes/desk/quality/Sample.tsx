import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Table } from '../../../kit/desk.ts';
import {
  Button,
  CheckField,
  Cluster,
  ConfirmedAct,
  Drawer,
  Loaded,
  Page,
  PlainAct,
  Stack,
  Status,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { useDesk } from '../desk.ts';
import { closeSample, type Drawn, type DrawnSample, sampleQuery, sendVerdict } from './data.ts';
import { PersonLink, partial } from './personColumns.tsx';
import { Result } from './Samples.tsx';

const TONES = { right: 'good', wrong: 'bad', 'no-paper': 'wait' } as const;

/** A sample: each record is right, wrong in some fields, or has no papers. */
export function SampleScreen() {
  const { say } = useWords();
  const { reason } = useDesk();
  const { sample }: { sample?: string } = useParams({ strict: false });
  const query = useQuery(sampleQuery(sample!, reason));
  const { caller } = useSession();
  const known = query.data;
  const open = known !== undefined && !known.closedAt && caller.scopes.includes('quality.manage');
  return (
    <Page
      title={known ? say('screen.quality.samples.of', { unit: known.unitName }) : say('screen.quality.samples.title')}
      lead={say('screen.quality.samples.verifyLead')}
      width="wide"
      error={query.isError}
      back={{ to: '/desk/quality/samples', label: say('screen.quality.samples.title') }}
      actions={
        open && (
          <ConfirmedAct
            title={say('screen.quality.samples.close')}
            text={say('screen.quality.samples.closeText')}
            yes={say('screen.quality.samples.close')}
            act={() => closeSample(sample!)}
            refresh={['quality']}
          >
            {say('screen.quality.samples.close')}
          </ConfirmedAct>
        )
      }
    >
      <Loaded query={query} lines={8}>
        {(view) => <DrawnRecords sample={view} open={open} />}
      </Loaded>
    </Page>
  );
}

function DrawnRecords({ sample, open }: { sample: DrawnSample; open: boolean }) {
  const { say, day } = useWords();
  const [checking, setChecking] = useState<Drawn>();
  return (
    <Stack>
      <p>
        <Result sample={sample} />
      </p>
      <Table
        caption={say('screen.quality.records.title')}
        rows={sample.records}
        rowKey={({ person }) => person}
        columns={[
          {
            key: 'name',
            head: say('screen.quality.records.person'),
            main: true,
            cell: ({ person, name }) => <PersonLink person={person} name={name} />,
          },
          { key: 'birth', head: say('field.birthDate'), cell: ({ birthDate }) => partial(day, birthDate) },
          {
            key: 'verdict',
            head: say('screen.quality.samples.verdict'),
            cell: ({ verdict, fields }) =>
              verdict ? (
                <>
                  <Status tone={TONES[verdict as keyof typeof TONES]}>{say(`value.sampleVerdict.${verdict}`)}</Status>{' '}
                  {fields.map((field) => say(`field.${field}`)).join(', ')}
                </>
              ) : (
                '–'
              ),
          },
          ...(open
            ? [
                {
                  key: 'check',
                  head: say('screen.quality.samples.check'),
                  cell: (row: Drawn) => (
                    <Button
                      small
                      onClick={() => setChecking(row)}
                      label={`${say('screen.quality.samples.check')}: ${row.name}`}
                    >
                      {say('screen.quality.samples.check')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Drawer open={checking !== undefined} title={checking?.name ?? ''} onClose={() => setChecking(undefined)}>
        {checking && (
          <VerdictForm
            key={checking.person}
            sample={sample.id}
            record={checking}
            onDone={() => setChecking(undefined)}
          />
        )}
      </Drawer>
    </Stack>
  );
}

type VerdictBody = Parameters<typeof sendVerdict>[2];

function VerdictForm({ sample, record, onDone }: { sample: string; record: Drawn; onDone: () => void }) {
  const { say } = useWords();
  const { lists } = useDesk();
  const [fields, setFields] = useState<readonly string[]>(record.fields);
  const send = (verdict: VerdictBody['verdict'], wrong: readonly string[]) => () =>
    sendVerdict(sample, record.person, { verdict, fields: [...wrong] as VerdictBody['fields'] });
  const act = { refresh: ['quality', 'sample'], onDone };
  return (
    <Stack>
      <Cluster>
        <PlainAct kind="primary" act={send('right', [])} {...act}>
          {say('value.sampleVerdict.right')}
        </PlainAct>
        <PlainAct act={send('no-paper', [])} {...act}>
          {say('value.sampleVerdict.no-paper')}
        </PlainAct>
      </Cluster>
      <fieldset>
        <legend>{say('screen.quality.samples.wrongFields')}</legend>
        <Stack gap="small">
          {lists.fields.map(({ id, name }) => (
            <CheckField
              key={id}
              id={`wrong-${id}`}
              label={name}
              checked={fields.includes(id)}
              onChange={(checked) => setFields(checked ? [...fields, id] : fields.filter((one) => one !== id))}
            />
          ))}
        </Stack>
      </fieldset>
      <PlainAct kind="danger" act={send('wrong', fields)} {...act}>
        {say('screen.quality.samples.sendWrong')}
      </PlainAct>
    </Stack>
  );
}
