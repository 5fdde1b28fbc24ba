import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from '../../../form/useForm.ts';
import { CheckField, FormFrame, Panel, SelectField, TextField } from '../../../kit/index.ts';
import { useWords, type Words } from '../../../words.tsx';
import type { Agreement } from '../data.ts';
import classes from './Batches.module.css';
import { makeBatch, startAfter } from './data.ts';
import { FilePart, useRoleName } from './FilePart.tsx';
import { chosenFields, missingColumns, offeredFields, ROLES, readNewBatch, type Values } from './given.ts';
import { beginSending } from './sending.ts';
import { useChosenFile } from './useChosenFile.ts';

type Offered = Pick<Agreement, 'purposes' | 'fields'>;

interface NewBatchFormProps {
  agreements: { production: readonly Offered[]; simulation: readonly Offered[] };
}

/** The file, what its columns stand for, and why it is asked: only what the agreements in force allow can be chosen. */
export function NewBatchForm({ agreements }: NewBatchFormProps) {
  const { say } = useWords();
  const roleName = useRoleName();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const onlySimulated = agreements.production.length === 0;
  const stageOf = ({ simulation }: Values) => (simulation === 'yes' ? 'simulation' : 'production');
  const purposesIn = (stage: keyof typeof agreements) =>
    agreements[stage].flatMap((agreement) => agreement.purposes.map((purpose) => ({ purpose, agreement })));
  const find = (values: Values) => purposesIn(stageOf(values)).find(({ purpose }) => purpose.id === values.purpose);
  const fieldsOf = (values: Values) => chosenFields(values, offeredFields(find(values)?.agreement));
  const first = (stage: keyof typeof agreements) => purposesIn(stage)[0]?.purpose;
  const stage = onlySimulated ? 'simulation' : 'production';
  const form = useForm<Values>({
    initial: {
      file: '',
      simulation: onlySimulated ? 'yes' : '',
      purpose: first(stage)?.id ?? '',
      legalBasis: first(stage)?.legalBases[0]?.id ?? '',
      caseNumber: '',
      fields: 'name birthDate',
      findings: '',
      most: '3',
    },
    check: (values) => checkBatch(values, { file: chosen.file, fields: fieldsOf(values), say, roleName }),
    send: async (values, key) => {
      const { file, head } = chosen;
      if (!file || !head) return;
      const given = readNewBatch(values, { file, head, fields: fieldsOf(values) });
      const { purpose = '', legalBasis = '', caseNumber } = values;
      const batch = await makeBatch(given, { purpose, legalBasis, caseNumber: caseNumber?.trim() }, key);
      beginSending(batch, file, startAfter(batch.id, queries));
      void queries.invalidateQueries({ queryKey: ['batches', 'list'] });
      await navigate({ to: '/agency/batches/$batch', params: { batch: batch.id } });
    },
  });
  const chosen = useChosenFile((columns) => {
    for (const role of ROLES) form.set(`column-${role}`, columns[role] ?? '');
    form.set('file', '');
  });
  const offered = offeredFields(find(form.values)?.agreement);
  const fields = chosenFields(form.values, offered);
  const choosePurpose = (id: string, values: Values = form.values) => {
    form.set('purpose', id);
    form.set('legalBasis', find({ ...values, purpose: id })?.purpose.legalBases[0]?.id ?? '');
  };
  const chooseStage = (on: boolean) => {
    const simulation = on ? 'yes' : '';
    const values: Values = { ...form.values, simulation };
    form.set('simulation', simulation);
    const stays = find(values) ? values.purpose : first(stageOf(values))?.id;
    choosePurpose(stays ?? '', values);
  };
  const toggle = (field: string, on: boolean) =>
    form.set('fields', (on ? [...fields, field] : fields.filter((one) => one !== field)).join(' '));
  return (
    <FormFrame form={form} send={say('screen.batches.new.send')} icon="forward">
      <Panel title={say('screen.batches.new.why')}>
        <CheckField
          id="simulation"
          label={say('screen.batches.new.simulation')}
          hint={say(onlySimulated ? 'screen.batches.new.simulationOnly' : 'screen.batches.new.simulationHint')}
          checked={form.values.simulation === 'yes'}
          onChange={(on) => chooseStage(on || onlySimulated)}
        />
        <SelectField
          label={say('screen.looks.purpose')}
          choices={purposesIn(stageOf(form.values)).map(({ purpose }) => ({
            value: purpose.id,
            label: purpose.sentence,
          }))}
          {...form.field('purpose')}
          onChange={(id) => choosePurpose(id)}
        />
        <SelectField
          label={say('screen.looks.law')}
          choices={(find(form.values)?.purpose.legalBases ?? []).map(({ id, title }) => ({ value: id, label: title }))}
          {...form.field('legalBasis')}
        />
        <TextField label={say('screen.looks.case')} optional maxLength={60} {...form.field('caseNumber')} />
      </Panel>
      <Panel title={say('screen.batches.new.what')}>
        <fieldset className={classes.set}>
          <legend className={classes.label}>{say('screen.batches.new.fields')}</legend>
          {offered.map(({ id, name }, index) => (
            <CheckField
              key={id}
              id={index === 0 ? 'fields' : `fields-${id}`}
              label={name}
              checked={fields.includes(id)}
              onChange={(on) => toggle(id, on)}
            />
          ))}
        </fieldset>
        {form.field('fields').error && <p className={classes.error}>{form.field('fields').error}</p>}
        <CheckField
          id="findings"
          label={say('screen.batches.new.findings')}
          hint={say('screen.batches.new.findingsHint')}
          checked={form.values.findings === 'yes'}
          onChange={(on) => form.set('findings', on ? 'yes' : '')}
        />
        {form.values.findings === 'yes' && (
          <TextField label={say('screen.batches.new.most')} inputMode="numeric" maxLength={4} {...form.field('most')} />
        )}
      </Panel>
      <FilePart
        chosen={chosen}
        fields={fields}
        error={form.field('file').error}
        columnField={(role) => form.field(`column-${role}`)}
      />
    </FormFrame>
  );
}

interface Checked {
  file: File | undefined;
  fields: readonly string[];
  say: Words['say'];
  roleName: (role: string) => string;
}

function checkBatch(values: Values, { file, fields, say, roleName }: Checked): Values {
  const errors: Values = {};
  if (fields.length === 0) errors.fields = say('screen.batches.new.fieldsMissing');
  if (values.findings === 'yes' && !/^[1-9][0-9]{0,2}$/.test(values.most ?? ''))
    errors.most = say('screen.batches.new.mostWrong');
  if (!file) return { ...errors, file: say('screen.batches.new.fileMissing') };
  for (const role of missingColumns(values, fields))
    errors[`column-${role}`] = say('screen.batches.new.columnMissing', { what: roleName(role) });
  return errors;
}
