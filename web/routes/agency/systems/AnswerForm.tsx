import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { encodeFile } from '../../../base64.ts';
import { useForm } from '../../../form/useForm.ts';
import { AreaField, announce, FileField, FormFrame, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { addEvidence, answerItem, type Check } from './data.ts';
import { ACCEPTED, LARGEST } from './files.ts';

interface AnswerFormProps {
  system: string;
  check: Check;
  onDone: () => void;
}

/** An answer, the months where months are asked for, and a file that shows it. */
export function AnswerForm({ system, check, onDone }: AnswerFormProps) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const { item, question, answer = '', months, least, evidenceNeeded, evidence } = check;
  const form = useForm({
    initial: { answer, months: months === undefined ? '' : String(months), content: '' },
    check: (values) => ({
      ...(values.answer.trim().length < 2 ? { answer: say('screen.systems.check.answerMissing') } : {}),
      ...(least !== undefined && !/^\d{1,4}$/.test(values.months.trim())
        ? { months: say('screen.systems.check.monthsMissing') }
        : {}),
      ...(file && file.size > LARGEST ? { content: say('screen.systems.file.tooLarge') } : {}),
      ...(!file && evidenceNeeded && evidence.length === 0 ? { content: say('screen.systems.file.missing') } : {}),
    }),
    send: async (values, key) => {
      // The file first: an answer that needs one and lacks it would look given.
      if (file) await addEvidence(system, item, { name: file.name, content: await encodeFile(file) }, `${key}-file`);
      const given = { answer: values.answer.trim(), ...(least === undefined ? {} : { months: Number(values.months) }) };
      await answerItem(system, item, given, key);
      announce(say('screen.systems.check.answered'));
      onDone();
      await queries.invalidateQueries({ queryKey: ['agency', 'connections'] });
    },
  });
  return (
    <FormFrame form={form} send={say('screen.systems.check.save')}>
      <p>{question}</p>
      <AreaField
        label={say('screen.systems.check.yourAnswer')}
        hint={say('screen.systems.check.answerHint')}
        maxLength={4000}
        {...form.field('answer')}
      />
      {least !== undefined && (
        <TextField
          label={say('screen.systems.check.monthsLabel')}
          hint={say('screen.systems.check.monthsHint', { least })}
          inputMode="numeric"
          maxLength={4}
          {...form.field('months')}
        />
      )}
      <FileField
        id="content"
        label={say(evidenceNeeded ? 'screen.systems.file.choose' : 'screen.systems.file.chooseOptional')}
        hint={say('screen.systems.file.hint')}
        error={form.field('content').error}
        accept={ACCEPTED}
        onChange={(chosen) => {
          setFile(chosen);
          // The form knows it by what tells it from another: a new file is a new act.
          form.set('content', chosen ? `${chosen.name} ${chosen.size} ${chosen.lastModified}` : '');
        }}
      />
    </FormFrame>
  );
}
