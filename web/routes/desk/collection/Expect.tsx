import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useForm } from '../../../form/useForm.ts';
import {
  announce,
  ConfirmedAct,
  DateField,
  Empty,
  FormFrame,
  isDate,
  Loaded,
  Page,
  SelectField,
  TextField,
  TextLink,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { type Board, boardQuery, setExpectations } from './data.ts';

const MOST = 1_000_000_000;
/** In place of an area: every commune of the province. */
const COMMUNES = 'communes';
const isCommune = ({ area }: { area: string }) => /^\d{5}$/.test(area);

/** Who is to send how many rows, and by when; said anew or taken back. */
export function ExpectScreen() {
  const { say } = useWords();
  const { caller } = useSession();
  const { province, area }: { province?: string; area?: string } = useSearch({ strict: false });
  const reviews = caller.scopes.includes('collection.review');
  const board = useQuery({ ...boardQuery(province), enabled: reviews });
  const back = {
    to: '/desk/collection/board',
    search: province ? { province } : {},
    label: say('screen.collection.expect.back'),
  };
  return (
    <Page
      title={say('screen.collection.expect.title')}
      lead={say('screen.collection.expect.lead')}
      error={board.isError}
      back={back}
    >
      {reviews ? (
        <Loaded query={board} lines={6}>
          {(known) => <ExpectForm key={`${known.area} ${area}`} board={known} area={area} search={back.search} />}
        </Loaded>
      ) : (
        <Empty title={say('screen.collection.expect.notYours')}>
          <TextLink to="/desk/collection">{say('screen.collection.back')}</TextLink>
        </Empty>
      )}
    </Page>
  );
}

interface ExpectFormProps {
  board: Board;
  area: string | undefined;
  search: { province?: string };
}

function ExpectForm({ board, area, search }: ExpectFormProps) {
  const { say, number } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const lines = [...board.lines].sort((left, right) => left.name.localeCompare(right.name, 'vi'));
  const communes = lines.filter(isCommune);
  const asked = lines.find((line) => line.area === area);
  const leave = async (done: string) => {
    await queries.invalidateQueries({ queryKey: ['collection', 'board'] });
    await navigate({ to: '/desk/collection/board', search });
    announce(done);
  };
  const form = useForm({
    initial: {
      area: asked?.area ?? '',
      rows: asked?.changeable && asked.expected !== undefined ? String(asked.expected) : '',
      dueOn: (asked?.changeable && asked.dueOn) || '',
    },
    check: ({ area, rows, dueOn }) => ({
      ...(area === '' && { area: say('screen.collection.expect.areaMissing') }),
      ...(readRows(rows) === undefined && { rows: say('screen.collection.expect.rowsWrong') }),
      ...(dueOn !== '' && !isDate(dueOn) && { dueOn: say('screen.collection.expect.dueWrong') }),
    }),
    send: async ({ area, rows, dueOn }) => {
      const areas = area === COMMUNES ? communes.map((line) => line.area) : [area];
      const said = { rows: readRows(rows)!, ...(dueOn && { dueOn }) };
      await setExpectations(areas.map((one) => ({ area: one, ...said })));
      await leave(say('screen.collection.expect.saved'));
    },
  });
  const all = {
    value: COMMUNES,
    label: say('screen.collection.expect.communes', { area: board.areaName, count: number(communes.length) }),
  };
  return (
    <FormFrame
      form={form}
      send={say('screen.collection.expect.send')}
      beside={
        asked?.changeable && (
          <ConfirmedAct
            kind="danger"
            title={say('screen.collection.expect.takeBackTitle', { area: asked.name })}
            text={say('screen.collection.expect.takeBackText')}
            yes={say('screen.collection.expect.takeBackYes')}
            act={async () => {
              await setExpectations([{ area: asked.area, rows: 0 }]);
              await leave(say('screen.collection.expect.takenBack'));
            }}
          >
            {say('screen.collection.expect.takeBack')}
          </ConfirmedAct>
        )
      }
    >
      <SelectField
        label={say('screen.collection.expect.area')}
        none={say('screen.collection.expect.areaNone')}
        choices={[
          ...(communes.length > 0 ? [all] : []),
          ...lines.map((line) => ({ value: line.area, label: line.name })),
        ]}
        {...form.field('area')}
      />
      <TextField
        label={say('screen.collection.expect.rows')}
        hint={say('screen.collection.expect.rowsHint')}
        inputMode="numeric"
        maxLength={13}
        {...form.field('rows')}
      />
      <DateField
        label={say('screen.collection.expect.due')}
        hint={say('screen.collection.expect.dueHint')}
        optional
        {...form.field('dueOn')}
      />
    </FormFrame>
  );
}

/** As people write figures: 12000, 12.000, 12,000 or 12 000. */
function readRows(text: string): number | undefined {
  const digits = text.trim().replace(/(?<=\d)[.,\s](?=\d{3}(\D|$))/g, '');
  return /^\d+$/.test(digits) && Number(digits) <= MOST ? Number(digits) : undefined;
}
