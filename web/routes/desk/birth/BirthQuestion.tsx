import { useSearch } from '@tanstack/react-router';
import type { Form } from '../../../form/useForm.ts';
import { DateField, FieldList, FieldRow, Stack, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { GroundFields, groundOf } from '../acts/ground.tsx';
import { Preview } from '../acts/Preview.tsx';
import { journalSentence } from '../acts/sentence.ts';
import { useDesk } from '../desk.ts';
import { EvidenceList } from '../EvidenceList.tsx';
import { FieldInput } from '../fields/FieldInput.tsx';
import { PersonField } from '../fields/PersonField.tsx';
import { PlaceField } from '../fields/PlaceField.tsx';
import { showField } from '../fields/values.ts';
import { reasonFor } from '../reason.ts';
import { ASKED, type BirthValues, PLACES, type Question } from './steps.ts';

interface BirthQuestionProps {
  question: Question;
  form: Form<BirthValues>;
}

export function BirthQuestion({ question, form }: BirthQuestionProps) {
  const { say } = useWords();
  switch (question) {
    case 'child':
      return (
        <>
          <FieldInput field="name" {...form.field('name')} />
          <FieldInput field="sex" {...form.field('sex')} />
          <DateField label={say('field.birthDate')} {...form.field('birthDate')} />
        </>
      );
    case 'parents':
      return (
        <>
          <PersonField label={say('field.mother')} optional {...form.field('mother')} />
          <PersonField label={say('field.father')} optional {...form.field('father')} />
        </>
      );
    case 'place':
      return (
        <>
          {PLACES.map((field) => (
            <PlaceField
              key={field}
              label={say(`field.${field}`)}
              optional={field !== 'birthRegistrationPlace'}
              abroad={field === 'birthPlace' || field === 'origin'}
              {...form.field(field)}
            />
          ))}
          <FieldInput field="ethnicity" optional {...form.field('ethnicity')} />
          <FieldInput field="religion" optional {...form.field('religion')} />
          <FieldInput field="nationality" {...form.field('nationality')} />
        </>
      );
    case 'evidence':
      return <GroundFields form={form} />;
    case 'check':
      return <CheckAnswers form={form} />;
  }
}

function CheckAnswers({ form }: { form: Form<BirthValues> }) {
  const words = useWords();
  const { say, date } = words;
  const { lists, reason } = useDesk();
  const { caller } = useSession();
  const { edit }: { edit?: string } = useSearch({ strict: false });
  const { values } = form;
  const tell = { lists, say, date };
  const questions = ['child', 'parents', 'place'] as const;
  const law = lists.legalBases.find(({ id }) => id === values.legalBasis)?.title ?? '';
  const named = questions.flatMap((question) => ASKED[question]).filter((field) => values[field] !== '');
  const change = (question: Question, what: string) => (
    <TextLink
      to="/desk/birth"
      search={{ question, ...(edit ? { edit } : {}) }}
      label={`${say('screen.correct.check.change')}: ${what}`}
    >
      {say('screen.correct.check.change')}
    </TextLink>
  );
  return (
    <Stack>
      <FieldList>
        {questions.map((question) =>
          ASKED[question].map((field) => (
            <FieldRow
              key={field}
              label={say(`field.${field}`)}
              empty={values[field] === ''}
              action={change(question, say(`field.${field}`))}
            >
              {showField(field, values[field], tell) || say('screen.record.none')}
            </FieldRow>
          )),
        )}
        <FieldRow label={say('screen.desk.ground.law')} action={change('evidence', say('screen.desk.ground.law'))}>
          {law}
        </FieldRow>
        <FieldRow
          label={say('screen.desk.ground.evidence')}
          action={change('evidence', say('screen.desk.ground.evidence'))}
        >
          <EvidenceList evidence={groundOf(values).evidence} />
        </FieldRow>
      </FieldList>
      <Preview
        changes={named.map((field) => ({
          id: field,
          name: say(`field.${field}`),
          after: showField(field, values[field], tell),
        }))}
        listed={false}
        sentence={journalSentence(words, {
          type: 'birth',
          officeName: caller.areaName ?? '',
          reason: reasonFor('civil-status-act', reason, lists),
          lists,
        })}
        law={law}
      />
    </Stack>
  );
}
