import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm } from '../../form/useForm.ts';
import {
  announce,
  Cluster,
  ConfirmedAct,
  DateField,
  Empty,
  FieldList,
  FieldRow,
  FormFrame,
  isDate,
  Loaded,
  Page,
  Panel,
  PlainAct,
  SelectField,
  Stack,
  Status,
  TextField,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { decideListing, type Listing, type Listings, listingsQuery, proposeListing } from './data.ts';

type Kind = Listings['kinds'][number]['id'];
const STATE_TONES = { proposed: 'wait', 'in-force': 'good', ended: 'plain' } as const;

/** Decisions on lists that desks read: entered by one officer, put in force by another. */
export function ListingsScreen() {
  const { say } = useWords();
  const query = useQuery(listingsQuery);
  return (
    <Page title={say('screen.listings.title')} lead={say('screen.listings.lead')} error={query.isError}>
      <Loaded query={query} lines={6}>
        {(known) => (
          <Stack gap="large">
            {known.kinds.length > 0 && <NewListing kinds={known.kinds} />}
            <Panel title={say('screen.listings.entered')}>
              {known.listings.length === 0 ? (
                <Empty title={say('screen.listings.none')}>{say('screen.listings.noneText')}</Empty>
              ) : (
                <Stack gap="large">
                  {known.listings.map((one) => (
                    <One key={one.id} listing={one} />
                  ))}
                </Stack>
              )}
            </Panel>
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function One({ listing }: { listing: Listing }) {
  const { say, day } = useWords();
  const word = (key: string) => say(`screen.listings.${key}`);
  const { id, kindName, groundName, decision, issuerName, decidedOn, endsOn, state, mine } = listing;
  const refresh = listingsQuery.queryKey;
  return (
    <Panel title={`${kindName} · ${decision}`} level={3} ground="warm">
      <Stack>
        <FieldList>
          <FieldRow label={word('state')}>
            <Status tone={STATE_TONES[state]}>{word(`states.${state}`)}</Status>
          </FieldRow>
          <FieldRow label={word('ground')}>{groundName}</FieldRow>
          <FieldRow label={word('issuer')}>{issuerName}</FieldRow>
          <FieldRow label={word('decidedOn')}>{day(decidedOn)}</FieldRow>
          <FieldRow label={word('endsOn')}>{day(endsOn)}</FieldRow>
        </FieldList>
        {state !== 'ended' && (
          <Cluster>
            {state === 'proposed' && !mine && (
              <PlainAct
                kind="primary"
                icon="check"
                label={`${word('approve')}: ${decision}`}
                act={() => decideListing(id, 'approve')}
                done={word('approved')}
                refresh={refresh}
              >
                {word('approve')}
              </PlainAct>
            )}
            <ConfirmedAct
              label={`${word('end')}: ${decision}`}
              title={word('endTitle')}
              text={word('endText')}
              yes={word('end')}
              act={() => decideListing(id, 'end')}
              done={word('ended')}
              refresh={refresh}
            >
              {word('end')}
            </ConfirmedAct>
          </Cluster>
        )}
      </Stack>
    </Panel>
  );
}

function NewListing({ kinds }: { kinds: Listings['kinds'] }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const word = (key: string) => say(`screen.listings.${key}`);
  const find = (id: string) => kinds.find((one) => one.id === id) ?? kinds[0]!;
  const form = useForm({
    initial: {
      ...{ kind: kinds[0]!.id, ground: '', number: '', documentNumber: '', decision: '', issuer: '' },
      ...{ decidedOn: '', endsOn: '' },
    },
    check: (values) => ({
      ...(values.ground ? {} : { ground: word('missing') }),
      ...(values.issuer ? {} : { issuer: word('missing') }),
      ...(values.decision.trim() ? {} : { decision: word('missing') }),
      ...(isDate(values.decidedOn) ? {} : { decidedOn: word('dateWrong') }),
      ...(isDate(values.endsOn) ? {} : { endsOn: word('dateWrong') }),
      ...(find(values.kind).of === 'person' && !values.number.trim() ? { number: word('missing') } : {}),
      ...(find(values.kind).of === 'document' && !values.documentNumber.trim()
        ? { documentNumber: word('missing') }
        : {}),
    }),
    send: async ({ kind, number, documentNumber, ...given }, key) => {
      const subject =
        find(kind).of === 'person'
          ? { number: number.trim() }
          : { documentNumber: documentNumber.trim().toUpperCase() };
      await proposeListing({ kind: kind as Parameters<typeof proposeListing>[0]['kind'], ...given, ...subject }, key);
      announce(word('proposed'));
      for (const name of ['number', 'documentNumber', 'decision'] as const) form.set(name, '');
      await queries.invalidateQueries({ queryKey: listingsQuery.queryKey });
    },
  });
  const kind = find(form.values.kind as Kind);
  return (
    <Panel title={word('new')}>
      <FormFrame form={form} send={word('propose')} icon="add">
        <SelectField
          {...form.field('kind')}
          label={word('kind')}
          choices={kinds.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => {
            form.set('kind', id);
            form.set('ground', '');
            form.set('issuer', '');
          }}
        />
        <SelectField
          label={word('ground')}
          hint={word('groundHint')}
          none="–"
          choices={kind.grounds.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('ground')}
        />
        {kind.of === 'person' ? (
          <TextField label={word('number')} inputMode="numeric" maxLength={20} mono {...form.field('number')} />
        ) : (
          <TextField label={word('documentNumber')} maxLength={14} mono {...form.field('documentNumber')} />
        )}
        <TextField label={word('decision')} maxLength={80} {...form.field('decision')} />
        <SelectField
          label={word('issuer')}
          none="–"
          choices={kind.issuers.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('issuer')}
        />
        <DateField label={word('decidedOn')} {...form.field('decidedOn')} />
        <DateField label={word('endsOn')} {...form.field('endsOn')} />
      </FormFrame>
    </Panel>
  );
}
