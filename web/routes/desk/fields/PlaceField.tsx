import { useQuery } from '@tanstack/react-query';
import { ChoiceField } from '../../../kit/desk.ts';
import { Button, CheckField, ProblemNotice, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { communesQuery } from '../data.ts';
import { useDesk } from '../desk.ts';
import classes from './fields.module.css';
import { type PlaceDraft, readDraft, writeDraft } from './values.ts';

interface PlaceFieldProps {
  id: string;
  label: string;
  /** A `PlaceDraft` as JSON, '' while nothing is chosen. */
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
  /** Whether the place may lie in another country. */
  abroad?: boolean;
  optional?: boolean;
}

/** Province, commune, house: only units in force today are offered; a recorded place stays as it is until another is chosen. */
export function PlaceField({ id, label, value, error, onChange, abroad = false, optional = false }: PlaceFieldProps) {
  const { say } = useWords();
  const { lists } = useDesk();
  const draft = readDraft<PlaceDraft>(value);
  const change = (next: PlaceDraft) => onChange(writeDraft(next));
  const recorded = draft.label !== undefined && draft.province === undefined && draft.country === undefined;
  return (
    <fieldset
      className={classes.group}
      data-error={error ? true : undefined}
      {...(recorded ? { id, tabIndex: -1 } : {})}
    >
      <legend className={classes.legend}>
        {label}
        {optional && <span className={classes.soft}> ({say('kit.field.optional')})</span>}
      </legend>
      {error && <p className={classes.error}>{error}</p>}
      {recorded ? (
        <div className={classes.recorded}>
          <p>{draft.label}</p>
          <Button small onClick={() => onChange('')}>
            {say('screen.desk.place.another')}
          </Button>
        </div>
      ) : (
        <>
          {abroad && (
            <CheckField
              id={`${id}-abroad`}
              label={say('screen.desk.place.abroad')}
              checked={draft.country !== undefined}
              onChange={(checked) => change(checked ? { country: lists.nationalities[0]?.code ?? '' } : {})}
            />
          )}
          {draft.country === undefined ? (
            <Unit id={id} draft={draft} onChange={change} />
          ) : (
            <ChoiceField
              id={id}
              label={say('screen.desk.place.country')}
              choices={lists.nationalities.map(({ code, name }) => ({ value: code, label: name }))}
              value={draft.country}
              onChange={(country) => change({ ...draft, country })}
            />
          )}
          <TextField
            id={`${id}-text`}
            label={say('screen.desk.place.text')}
            optional
            maxLength={300}
            value={draft.text ?? ''}
            onChange={(text) => change({ ...draft, text })}
          />
        </>
      )}
    </fieldset>
  );
}

function Unit({ id, draft, onChange }: { id: string; draft: PlaceDraft; onChange: (next: PlaceDraft) => void }) {
  const { say } = useWords();
  const { lists, today } = useDesk();
  const province = draft.province ?? '';
  const communes = useQuery(communesQuery(province));
  const named = lists.provinces.find(({ code }) => code === province)?.name ?? '';
  const { text } = draft;
  const kept = text === undefined ? {} : { text };
  return (
    <>
      <ChoiceField
        id={id}
        label={say('screen.desk.place.province')}
        choices={lists.provinces.map(({ code, name }) => ({ value: code, label: name }))}
        value={province}
        onChange={(code) => {
          const label = lists.provinces.find((each) => each.code === code)?.name;
          onChange(label ? { ...kept, province: code, unit: code, on: today, label } : kept);
        }}
      />
      {communes.isError && <ProblemNotice error={communes.error} />}
      <ChoiceField
        id={`${id}-commune`}
        label={say('screen.desk.place.commune')}
        choices={(communes.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        value={draft.unit?.length === 5 ? draft.unit : ''}
        busy={communes.data === undefined}
        onChange={(code) => {
          const commune = communes.data?.find((each) => each.code === code);
          const whole = commune ? `${commune.name}, ${named}` : named;
          onChange({ ...kept, province, unit: commune?.code ?? province, on: today, label: whole });
        }}
      />
    </>
  );
}
