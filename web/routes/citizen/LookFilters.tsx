import { CheckField, SelectField } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import type { LookFilter } from './data.ts';
import classes from './Looks.module.css';

interface LookFiltersProps {
  filter: LookFilter;
  years: readonly number[];
  organisations: readonly { id: string; name: string }[];
  onChange: (filter: LookFilter) => void;
}

export function LookFilters({ filter, years, organisations, onChange }: LookFiltersProps) {
  const { say } = useWords();
  return (
    <search className={classes.filters}>
      <SelectField
        id="year"
        label={say('screen.looks.year')}
        none={say('screen.looks.allYears')}
        choices={years.map((year) => ({ value: String(year), label: String(year) }))}
        value={filter.year === undefined ? '' : String(filter.year)}
        onChange={(year) => onChange({ ...filter, year: year === '' ? undefined : Number(year) })}
      />
      <SelectField
        id="organisation"
        label={say('screen.looks.organisation')}
        none={say('screen.looks.allOrganisations')}
        choices={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.organisation ?? ''}
        onChange={(organisation) => onChange({ ...filter, organisation: organisation || undefined })}
      />
      <CheckField
        id="own"
        label={say('screen.looks.own')}
        checked={filter.own === true}
        onChange={(own) => onChange({ ...filter, own: own || undefined })}
      />
    </search>
  );
}
