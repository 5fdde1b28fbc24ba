import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, DateField, Empty, isDate, Notice, ProblemNotice, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { lackOf } from '../criteria.ts';
import { type Candidate, type SearchCriteria, searchQuery } from '../data.ts';
import { useDesk } from '../desk.ts';
import classes from './fields.module.css';
import { type PersonDraft, readDraft, writeDraft } from './values.ts';

interface PersonFieldProps {
  id: string;
  label: string;
  hint?: string;
  optional?: boolean;
  /** A `PersonDraft` as JSON, '' while nobody is chosen. */
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
  /** Allows a name without a link, for persons whom the register does not hold. */
  byNameAlone?: boolean;
  /** Takes no link: a person of the register comes into this field by an act. */
  unlinked?: boolean;
  /** Somebody who cannot be chosen: the person whom the form is about. */
  except?: string;
}

/** Another person, found by number, or by name and date of birth. */
export function PersonField({ id, label, hint, optional = false, ...props }: PersonFieldProps) {
  const { value, error, onChange, byNameAlone = false, unlinked = false, except } = props;
  const { say } = useWords();
  const chosen = readDraft<PersonDraft>(value);
  return (
    <fieldset
      className={classes.group}
      data-error={error ? true : undefined}
      {...(chosen.person ? { id, tabIndex: -1 } : {})}
    >
      <legend className={classes.legend}>
        {label}
        {optional && <span className={classes.soft}> ({say('kit.field.optional')})</span>}
      </legend>
      {hint && <p className={classes.soft}>{hint}</p>}
      {error && <p className={classes.error}>{error}</p>}
      {chosen.person ? (
        <div className={classes.recorded}>
          <p>
            <strong>{chosen.name}</strong> {chosen.pin && <span className="mono">{chosen.pin}</span>}
          </p>
          <Button small onClick={() => onChange('')}>
            {say('screen.desk.finder.another')}
          </Button>
        </div>
      ) : (
        <>
          {!unlinked && <Finder id={id} except={except} onChoose={(found) => onChange(writeDraft(found))} />}
          {byNameAlone && (
            <TextField
              id={unlinked ? id : `${id}-name`}
              label={say('screen.desk.finder.nameAlone')}
              hint={say('screen.desk.finder.nameAloneHint')}
              optional
              maxLength={150}
              value={chosen.name ?? ''}
              onChange={(name) => onChange(writeDraft({ name }))}
            />
          )}
        </>
      )}
    </fieldset>
  );
}

interface FinderProps {
  id: string;
  except: string | undefined;
  onChoose: (found: PersonDraft) => void;
}

function Finder({ id, except, onChoose }: FinderProps) {
  const { say } = useWords();
  const { reason } = useDesk();
  const [text, setText] = useState('');
  const [birth, setBirth] = useState('');
  const [asked, setAsked] = useState<SearchCriteria>();
  const [lack, setLack] = useState<string>();
  const search = useQuery({ ...searchQuery(asked ?? {}, reason), enabled: asked !== undefined });
  const byName = /\p{L}/u.test(text);
  const find = () => {
    const criteria = byName ? { name: text.trim(), ...(birth && { birth }) } : { number: text.trim() };
    const missing = birth && !isDate(birth, true) ? 'date' : lackOf(criteria);
    setLack(missing);
    if (!missing) setAsked(criteria);
  };
  const found = search.data?.candidates.filter(({ person }) => person !== except);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in the fields finds, and must not send the form around them
    <div
      className={classes.finder}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        find();
      }}
    >
      <TextField id={id} label={say('screen.desk.finder.label')} maxLength={150} value={text} onChange={setText} />
      {byName && (
        <DateField id={`${id}-birth`} label={say('field.birthDate')} partial value={birth} onChange={setBirth} />
      )}
      <div>
        <Button icon="search" onClick={find} busy={search.isFetching}>
          {say('screen.desk.find.button')}
        </Button>
      </div>
      <div aria-live="polite">
        {lack && <Notice tone="wait" title={say(`screen.desk.search.lack.${lack}.title`)} />}
        {search.isError && <ProblemNotice error={search.error} />}
        {found?.length === 0 && <Empty title={say('screen.desk.search.none.title')} />}
        {found && found.length > 0 && (
          <ul className={classes.found}>
            {found.map((candidate) => (
              <Found key={candidate.person} candidate={candidate} onChoose={onChoose} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function Found({ candidate, onChoose }: { candidate: Candidate; onChoose: FinderProps['onChoose'] }) {
  const { say, date } = useWords();
  const { person, name, pin, birthDate, communeName, provinceName } = candidate;
  return (
    <li>
      <span>
        <strong>{name}</strong>
        <span className={classes.soft}>
          {[pin, date(birthDate), communeName, provinceName].filter(Boolean).join(' · ')}
        </span>
      </span>
      <Button
        small
        onClick={() => onChoose({ person, name, ...(pin ? { pin } : {}) })}
        label={`${say('screen.desk.finder.choose')}: ${name}`}
      >
        {say('screen.desk.finder.choose')}
      </Button>
    </li>
  );
}
