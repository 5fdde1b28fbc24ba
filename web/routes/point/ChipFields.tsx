import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Form } from '../../form/useForm.ts';
import {
  Button,
  Cluster,
  Loaded,
  Muted,
  Notice,
  ProblemNotice,
  SelectField,
  Stack,
  TextField,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { READER_KEY, readerQuery } from '../desk/reader/data.ts';
import { PairPanel } from '../desk/reader/PairPanel.tsx';
import { useSession } from '../root.tsx';
import type { Values } from './CheckPanel.tsx';
import { plugVirtualReader, VIRTUAL_READER, virtualCardsQuery } from './data.ts';

/** The officer’s reader, and what opens the chip. */
export function ChipFields({ form, offline }: { form: Form<Values>; offline: boolean }) {
  const { say } = useWords();
  const { demonstration } = useSession();
  const query = useQuery(readerQuery);
  return (
    <Loaded query={query} lines={2}>
      {({ reader }) => {
        const isVirtual = reader?.name === VIRTUAL_READER;
        return (
          <Stack>
            {reader && (
              <Muted>
                {say('screen.point.reader', { name: isVirtual ? say('screen.point.virtual.name') : reader.name })}
              </Muted>
            )}
            {demonstration && !isVirtual && <PlugIn />}
            {!reader && <PairPanel offline={offline} />}
            {demonstration && isVirtual && <VirtualCardFields form={form} withTricks />}
            <TextField
              label={say('screen.reader.can')}
              hint={say('screen.reader.canHint')}
              inputMode="numeric"
              maxLength={6}
              mono
              {...form.field('can')}
            />
          </Stack>
        );
      }}
    </Loaded>
  );
}

function PlugIn() {
  const { say } = useWords();
  const queries = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: plugVirtualReader,
    onSuccess: () => queries.invalidateQueries({ queryKey: READER_KEY }),
  });
  return (
    <Notice title={say('screen.point.virtual.title')}>
      <Stack>
        <p>{say('screen.point.virtual.text')}</p>
        {error && <ProblemNotice error={error} />}
        <Cluster>
          <Button icon="device" busy={isPending} onClick={() => mutate()}>
            {say('screen.point.virtual.plugIn')}
          </Button>
        </Cluster>
      </Stack>
    </Notice>
  );
}

/** A card of the demonstration in the visitor’s hand: what is printed on it fills the fields. */
export function VirtualCardFields({ form, withTricks = false }: { form: Form<Values>; withTricks?: boolean }) {
  const { say } = useWords();
  const cards = useQuery(virtualCardsQuery).data?.cards ?? [];
  const field = form.field('card');
  const choose = (id: string) => {
    const card = cards.find((one) => one.id === id);
    const { input } = form.values;
    form.set('card', id);
    if (!card) return;
    form.set('can', card.can);
    const { code = '', qr, zone, pin } = card;
    const written = { 'printed-code': code, qr, mrz: zone.join('\n'), number: pin, app: pin };
    form.set('text', written[input as keyof typeof written] ?? '');
  };
  return (
    <>
      <SelectField
        {...field}
        label={say('screen.point.virtual.card')}
        hint={say('screen.point.virtual.cardHint')}
        none="–"
        choices={cards.map(({ id, name, pin }) => ({ value: id, label: `${name} · ${pin}` }))}
        onChange={choose}
      />
      {withTricks && (
        <SelectField
          label={say('screen.point.virtual.doneTo')}
          choices={['nothing', 'tampered', 'copied'].map((value) => ({
            value,
            label: say(`screen.point.virtual.tricks.${value}`),
          }))}
          {...form.field('doneTo')}
        />
      )}
    </>
  );
}
