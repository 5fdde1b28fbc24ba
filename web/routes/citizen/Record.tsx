import { useQuery } from '@tanstack/react-query';
import { FieldList, Loaded, Notice, Page, Panel, Stack } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { type RecordView, recordQuery, relativesQuery } from './data.ts';
import { groupFields } from './groups.ts';
import { IdentityCard } from './IdentityCard.tsx';
import { RecordRow } from './RecordRow.tsx';
import { Relatives } from './Relatives.tsx';

/** My record: what the population register holds, each field with where it comes from and a way to say that it is wrong. */
export function RecordScreen() {
  const { say } = useWords();
  const record = useQuery(recordQuery);
  return (
    <Page
      title={say('screen.record.title')}
      lead={say('screen.record.lead')}
      back={{ to: '/me', label: say('screen.home.back') }}
      error={record.isError}
    >
      <Loaded query={record} lines={9}>
        {(known) => <Known record={known} />}
      </Loaded>
    </Page>
  );
}

function Known({ record }: { record: RecordView }) {
  const { say } = useWords();
  const relatives = useQuery(relativesQuery);
  const name = record.fields.find((field) => field.id === 'name');
  return (
    <Stack gap="large">
      <IdentityCard record={record} />
      {record.life !== 'alive' && (
        <Notice tone="wait" title={say(`screen.record.${record.life}.title`)}>
          {say(`screen.record.${record.life}.text`)}
        </Notice>
      )}
      {groupFields(record.fields).map((group) => (
        <Panel key={group.id} title={say(`screen.record.group.${group.id}`)}>
          <FieldList>
            {group.id === 'identity' && name && <RecordRow field={name} />}
            {group.fields.map((field) => (
              <RecordRow key={field.id} field={field} />
            ))}
          </FieldList>
          {group.id === 'family' && relatives.data && <Relatives relatives={relatives.data.relatives} />}
        </Panel>
      ))}
    </Stack>
  );
}
