import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useSlashFocus } from '../../kit/desk.ts';
import {
  Button,
  Cluster,
  DateField,
  Disclosure,
  Empty,
  isDate,
  Loading,
  Notice,
  Page,
  ProblemNotice,
  SelectField,
  Stack,
  TextField,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { CandidateList } from './CandidateList.tsx';
import { keepCriteria, keptCriteria, lackOf } from './criteria.ts';
import { type SearchCriteria, searchQuery } from './data.ts';
import { useDesk } from './desk.ts';
import classes from './Search.module.css';

/** Find a person: by number, or by name with a date, a province or a relative. Every person shown is journalled as looked at. */
export function SearchScreen() {
  const { say } = useWords();
  const { reason } = useDesk();
  const [asked, setAsked] = useState<SearchCriteria | undefined>(keptCriteria);
  const search = useQuery({ ...searchQuery(asked ?? {}, reason), enabled: asked !== undefined });
  const ask = (criteria: SearchCriteria) => {
    keepCriteria(criteria);
    setAsked(criteria);
  };
  const found = search.data;
  return (
    <Page
      title={say('screen.desk.search.title')}
      lead={say('screen.desk.search.lead')}
      width="wide"
      error={search.isError}
    >
      <SearchForm initial={asked ?? {}} busy={search.isFetching} onAsk={ask} />
      <div aria-live="polite" className={classes.results}>
        {search.isError && <ProblemNotice error={search.error} onRetry={() => void search.refetch()} />}
        {search.isFetching && !found && <Loading lines={5} />}
        {found && found.candidates.length === 0 && (
          <Empty title={say('screen.desk.search.none.title')}>{say('screen.desk.search.none.text')}</Empty>
        )}
        {found && found.candidates.length > 0 && (
          <Stack>
            <CandidateList candidates={found.candidates} />
            {found.more && <Notice tone="plain">{say('screen.desk.search.more')}</Notice>}
          </Stack>
        )}
      </div>
    </Page>
  );
}

interface SearchFormProps {
  initial: SearchCriteria;
  busy: boolean;
  onAsk: (criteria: SearchCriteria) => void;
}

function SearchForm({ initial, busy, onAsk }: SearchFormProps) {
  const { say } = useWords();
  const { lists } = useDesk();
  const [number, setNumber] = useState(initial.number ?? '');
  const [name, setName] = useState(initial.name ?? '');
  const [birth, setBirth] = useState(initial.birth ?? '');
  const [province, setProvince] = useState(initial.province ?? '');
  const [relative, setRelative] = useState(initial.relative ?? '');
  const [lack, setLack] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  useSlashFocus(field);
  const byNumber = () => {
    const criteria = { number: number.trim() };
    setLack(lackOf(criteria));
    if (!lackOf(criteria)) onAsk(criteria);
  };
  const byName = () => {
    const criteria = {
      ...(name.trim() && { name: name.trim() }),
      ...(birth && { birth }),
      ...(province && { province }),
      ...(relative.trim() && { relative: relative.trim() }),
    };
    const missing = birth && !isDate(birth, true) ? 'date' : lackOf(criteria);
    setLack(missing);
    if (!missing) onAsk(criteria);
  };
  return (
    <search className={classes.search}>
      <form
        className={classes.number}
        onSubmit={(event) => {
          event.preventDefault();
          byNumber();
        }}
      >
        <TextField
          id="number"
          label={say('screen.desk.search.number')}
          hint={say('screen.desk.search.numberHint')}
          mono
          inputMode="numeric"
          maxLength={30}
          value={number}
          onChange={setNumber}
          inputRef={field}
        />
        <Button kind="primary" type="submit" icon="search" busy={busy && Boolean(number)}>
          {say('screen.desk.find.button')}
        </Button>
      </form>
      <Disclosure summary={say('screen.desk.search.byName')} open={Boolean(initial.name || initial.birth)}>
        <form
          className={classes.names}
          onSubmit={(event) => {
            event.preventDefault();
            byName();
          }}
        >
          <TextField id="name" label={say('field.name')} maxLength={150} value={name} onChange={setName} />
          <DateField id="birth" label={say('field.birthDate')} partial value={birth} onChange={setBirth} />
          <SelectField
            id="province"
            label={say('screen.desk.search.province')}
            none={say('screen.desk.search.anyProvince')}
            choices={lists.provinces.map((each) => ({ value: each.code, label: each.name }))}
            value={province}
            onChange={setProvince}
          />
          <TextField
            id="relative"
            label={say('screen.desk.search.relative')}
            hint={say('screen.desk.search.relativeHint')}
            optional
            maxLength={150}
            value={relative}
            onChange={setRelative}
          />
          <Cluster>
            <Button type="submit" icon="search" busy={busy && !number}>
              {say('screen.desk.search.find')}
            </Button>
          </Cluster>
        </form>
      </Disclosure>
      {lack && (
        <div role="alert">
          <Notice tone="wait" title={say(`screen.desk.search.lack.${lack}.title`)}>
            {say(`screen.desk.search.lack.${lack}.text`)}
          </Notice>
        </div>
      )}
    </search>
  );
}
