import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm } from '../../../form/useForm.ts';
import {
  AreaField,
  announce,
  CheckField,
  Cluster,
  ConfirmedAct,
  Empty,
  FormFrame,
  LoadedList,
  Muted,
  Page,
  Panel,
  Status,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { actOnParcel, type Parcel, parcelsQuery } from './data.ts';
import { toneOfParcel } from './state.ts';

const GONE = 'gone';

/** What is written on the parcel. */
const labelOf = ({ parcel }: Parcel) => parcel.slice(-6).toUpperCase();

/** Parcels on their way: sent where they are made, received where they are handed over. */
export function ParcelsScreen() {
  const { say } = useWords();
  const parcels = useQuery(parcelsQuery);
  const word = (key: string) => say(`screen.production.parcels.${key}`);
  return (
    <Page title={word('title')} lead={word('lead')} width="wide" error={parcels.isError}>
      <LoadedList query={parcels} lines={5} empty={<Empty title={word('none')}>{word('noneText')}</Empty>}>
        {(parcel) => <OneParcel key={parcel.parcel} parcel={parcel} />}
      </LoadedList>
    </Page>
  );
}

function OneParcel({ parcel }: { parcel: Parcel }) {
  const { say, number, moment } = useWords();
  const { caller } = useSession();
  const isOperator = caller.scopes.includes('production.operate');
  const at = parcel.endedAt ?? parcel.sentAt ?? parcel.packedAt;
  return (
    <Panel
      title={say('screen.production.parcels.one', {
        label: labelOf(parcel),
        office: parcel.officeName,
        count: number(parcel.count),
      })}
    >
      <Cluster>
        <Status tone={toneOfParcel(parcel.state)}>{say(`value.parcelState.${parcel.state}`)}</Status>
        <Muted>{moment(at)}</Muted>
        {parcel.missing > 0 && (
          <Status tone="bad">{say('screen.production.parcels.missing', { count: number(parcel.missing) })}</Status>
        )}
      </Cluster>
      {isOperator && (parcel.state === 'packed' || parcel.state === 'sent') && (
        <Cluster>
          <Act parcel={parcel} act={parcel.state === 'packed' ? 'send' : 'lose'} />
        </Cluster>
      )}
      {parcel.state === 'sent' && !isOperator && <Receive parcel={parcel} />}
    </Panel>
  );
}

function Act({ parcel, act }: { parcel: Parcel; act: 'send' | 'lose' }) {
  const { say } = useWords();
  const word = (key: string) => say(`screen.production.parcels.${key}`);
  return (
    <ConfirmedAct
      kind={act === 'lose' ? 'danger' : 'primary'}
      label={`${word(act)}: ${labelOf(parcel)}`}
      title={word(`${act}Title`)}
      text={word(`${act}Text`)}
      yes={word(act)}
      act={() => actOnParcel(parcel.parcel, { act, version: parcel.version })}
      done={word('done')}
      refresh={['production']}
    >
      {word(act)}
    </ConfirmedAct>
  );
}

/** More than these nobody ticks one by one. */
const TICKED = 60;

/** What is in it is counted off; what is not there is named. */
function Receive({ parcel }: { parcel: Parcel }) {
  return parcel.serials.length > TICKED ? <ReceiveMany parcel={parcel} /> : <ReceiveFew parcel={parcel} />;
}

function useReceiving({ parcel, version }: Parcel): (missing: string[], key: string) => Promise<void> {
  const { say } = useWords();
  const queries = useQueryClient();
  return async (missing, key) => {
    await actOnParcel(parcel, { act: 'receive', version, missing }, key);
    announce(say('screen.production.parcels.done'));
    await queries.invalidateQueries({ queryKey: ['production'] });
    await queries.invalidateQueries({ queryKey: ['members'] });
  };
}

function ReceiveMany({ parcel }: { parcel: Parcel }) {
  const { say } = useWords();
  const receive = useReceiving(parcel);
  const word = (key: string) => say(`screen.production.parcels.${key}`);
  const namesOf = (text: string) => [
    ...new Set(
      text
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ];
  const form = useForm({
    initial: { missing: '' },
    check: ({ missing }): { missing?: string } => {
      const foreign = namesOf(missing).filter((serial) => !parcel.serials.includes(serial));
      return foreign.length > 0
        ? { missing: say('screen.production.parcels.foreign', { serials: foreign.slice(0, 5).join(', ') }) }
        : {};
    },
    send: ({ missing }, key) => receive(namesOf(missing), key),
  });
  return (
    <FormFrame form={form} send={word('receive')}>
      <Muted>
        {say('screen.production.parcels.range', {
          first: parcel.serials[0] ?? '',
          last: parcel.serials.at(-1) ?? '',
        })}
      </Muted>
      <AreaField
        label={word('missingSerials')}
        hint={word('missingHint')}
        optional
        rows={3}
        mono
        {...form.field('missing')}
      />
    </FormFrame>
  );
}

/** What is ticked is not there. */
function ReceiveFew({ parcel }: { parcel: Parcel }) {
  const { say } = useWords();
  const receive = useReceiving(parcel);
  const word = (key: string) => say(`screen.production.parcels.${key}`);
  const form = useForm({
    initial: Object.fromEntries(parcel.serials.map((serial) => [serial, ''])),
    check: () => ({}),
    send: (ticked, key) =>
      receive(
        parcel.serials.filter((serial) => ticked[serial] === GONE),
        key,
      ),
  });
  return (
    <FormFrame form={form} send={word('receive')}>
      <Muted>{word('receiveText')}</Muted>
      {parcel.serials.map((serial) => (
        <CheckField
          key={serial}
          id={serial}
          label={say('screen.production.parcels.notThere', { serial })}
          error={form.field(serial).error}
          checked={form.values[serial] === GONE}
          onChange={(isGone) => form.set(serial, isGone ? GONE : '')}
        />
      ))}
    </FormFrame>
  );
}
