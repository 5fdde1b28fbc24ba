import { HeadError } from '#libs/rowfile';
import { FileField, Panel, ProblemNotice, SelectField, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from './Batches.module.css';
import { ROW_FILES } from './fileHead.ts';
import { rolesOf } from './given.ts';
import { Preview } from './Preview.tsx';
import type { ChosenFile } from './useChosenFile.ts';

interface FilePartProps {
  chosen: ChosenFile;
  fields: readonly string[];
  error: string | undefined;
  /** As `useForm().field` gives it, for a column's role. */
  columnField: (role: string) => {
    id: string;
    value: string;
    onChange: (value: string) => void;
    error: string | undefined;
  };
}

/** The file, its first rows, and what each of its columns stands for. */
export function FilePart({ chosen, fields, error, columnField }: FilePartProps) {
  const { say } = useWords();
  const roleName = useRoleName();
  const { head, failure, choose } = chosen;
  const wrong = failure instanceof HeadError ? say(`batches.failure.${failure.code}`) : undefined;
  return (
    <Panel title={say('screen.batches.new.file')}>
      <Stack>
        <FileField
          id="file"
          label={say('screen.batches.new.choose')}
          hint={say('screen.batches.new.chooseHint')}
          error={wrong ?? error}
          accept={ROW_FILES}
          onChange={(file) => void choose(file)}
        />
        {failure !== undefined && !wrong && <ProblemNotice error={failure} />}
        {head && (
          <>
            <Preview head={head} />
            <fieldset className={classes.set}>
              <legend className={classes.label}>{say('screen.batches.new.columns')}</legend>
              <p className={classes.hint}>{say('screen.batches.new.columnsHint')}</p>
              <div className={classes.columns}>
                {rolesOf(fields).map((role) => (
                  <SelectField
                    key={role}
                    label={roleName(role)}
                    optional={role === 'reference'}
                    none={say(role === 'reference' ? 'screen.batches.new.noColumn' : 'screen.batches.new.chooseColumn')}
                    choices={head.columns.map((column) => ({ value: column, label: column }))}
                    {...columnField(role)}
                  />
                ))}
              </div>
            </fieldset>
          </>
        )}
      </Stack>
    </Panel>
  );
}

/** What a column stands for, in words. */
export function useRoleName(): (role: string) => string {
  const { say, has } = useWords();
  return (role) => say(has(`field.${role}`) ? `field.${role}` : `screen.batches.role.${role}`);
}
