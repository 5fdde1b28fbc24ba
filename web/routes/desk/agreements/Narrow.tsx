import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type Form, useForm } from '../../../form/useForm.ts';
import {
  AreaField,
  announce,
  DateField,
  Empty,
  FormFrame,
  isDate,
  Panel,
  SelectField,
  TextField,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type Draft, draftQuery, moveDraft, type TermsView } from '../../agency/agreements/data.ts';
import { sayDefects } from '../../agency/agreements/defects.ts';
import {
  fillTerms,
  findTaken,
  LISTS,
  type ListPart,
  readCount,
  readTerms,
  type TermValues,
  VALUES,
  whyOf,
} from '../../agency/agreements/given.ts';
import { describeHours } from '../../agency/agreements/hours.ts';
import { ItemsField } from '../../agency/agreements/ItemsField.tsx';
import { ReadPage } from '../../agency/agreements/ReadPage.tsx';
import { WHY_LEAST } from '../../agency/agreements/WhyAct.tsx';
import { decisionListsQuery, type Lists } from './data.ts';

/** Offers an organisation less than it asked for. Nothing can be added here. */
export function NarrowScreen() {
  const { draft: id = '' } = useParams({ strict: false });
  const { say } = useWords();
  const draft = useQuery(draftQuery('holder', id));
  const lists = useQuery(decisionListsQuery);
  const known = draft.data;
  return (
    <ReadPage
      title={say('screen.agreements.narrow.title')}
      lead={known?.organisationName}
      reads={[draft, lists]}
      back={{
        to: '/desk/agreements/drafts/$draft',
        params: { draft: id },
        label: say('screen.agreements.backToDraft'),
      }}
    >
      {known && !known.steps.includes('narrow') && (
        <Empty title={say('screen.agreements.narrow.over')}>{say('screen.agreements.narrow.overText')}</Empty>
      )}
      {known?.steps.includes('narrow') && lists.data && <NarrowForm draft={known} hours={lists.data.hours} />}
    </ReadPage>
  );
}

function NarrowForm({ draft, hours }: { draft: Draft; hours: Lists['hours'] }) {
  const words = useWords();
  const { say } = words;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { terms } = draft;
  const form = useForm<TermValues>({
    initial: { ...fillTerms(terms), text: '' },
    check: (values) => checkOffer(terms, values, say),
    send: async (values, key) => {
      const reasons = findTaken(terms, values).map((taken) => ({ ...taken, why: values[whyOf(taken)]?.trim() }));
      const text = values.text?.trim() ? { text: values.text.trim() } : {};
      try {
        await moveDraft('holder', draft, 'narrow', { terms: readTerms(values), reasons, ...text }, key);
      } catch (error) {
        const all = LISTS.flatMap((part) => terms[part] ?? []);
        throw sayDefects(error, (id) => all.find((one) => one.id === id)?.name, words);
      }
      announce(say('screen.agreements.narrow.done'));
      await queries.invalidateQueries({ queryKey: ['agreements'] });
      await navigate({ to: '/desk/agreements/drafts/$draft', params: { draft: draft.draft } });
    },
  });
  return (
    <FormFrame form={form} send={say('screen.agreements.narrow.send')}>
      <p>{say('screen.agreements.narrow.text')}</p>
      <Panel title={say('screen.agreements.narrow.items')}>
        {LISTS.map((part) => (
          <ListField key={part} part={part} terms={terms} form={form} />
        ))}
      </Panel>
      <Panel title={say('screen.agreements.narrow.limits')}>
        <Limits terms={terms} hours={hours} form={form} />
      </Panel>
      <Panel>
        <AreaField label={say('screen.agreements.narrow.remark')} optional maxLength={4000} {...form.field('text')} />
      </Panel>
    </FormFrame>
  );
}

interface PartProps {
  terms: TermsView;
  form: Form<TermValues>;
}

/** A list of what was asked for: what is unticked is taken away, and says why. Verification itself always stays. */
function ListField({ part, terms, form }: PartProps & { part: ListPart }) {
  const { say } = useWords();
  const items = (terms[part] ?? []).filter(({ id }) => part !== 'modes' || id !== 'verify');
  if (items.length === 0) return null;
  const taken = findTaken(terms, form.values);
  const always = part === 'modes' ? 'verify ' : '';
  return (
    <ItemsField
      label={say(`screen.agreements.part.${part}`)}
      choices={items}
      {...form.field(part)}
      onChange={(value) => form.set(part, `${always}${value}`)}
      under={(item) =>
        taken.some((one) => one.part === part && one.item === item) && (
          <Why form={form} taken={{ part, item }} of={items.find(({ id }) => id === item)?.name ?? item} />
        )
      }
    />
  );
}

/** Each limit as it was asked for, to be made less. */
function Limits({ terms, hours, form }: PartProps & { hours: Lists['hours'] }) {
  const words = useWords();
  const { say, number, date } = words;
  const taken = findTaken(terms, form.values);
  const label = (part: string) => say(`screen.agreements.part.${part}`);
  const asked = (value: string) => say('screen.agreements.narrow.asked', { value });
  const why = (part: string) =>
    taken.some((one) => one.part === part) && <Why form={form} taken={{ part }} of={label(part)} />;
  return (
    <>
      <TextField
        label={label('quotaPerDay')}
        hint={asked(number(terms.quotaPerDay))}
        inputMode="numeric"
        maxLength={13}
        {...form.field('quotaPerDay')}
      />
      {why('quotaPerDay')}
      {terms.hours.id === 'always' && (
        <SelectField
          label={label('hours')}
          choices={hours.map((each) => ({ value: each.id, label: describeHours(each, words) }))}
          {...form.field('hours')}
        />
      )}
      {why('hours')}
      {terms.candidates !== undefined && (
        <TextField
          label={label('candidates')}
          hint={asked(number(terms.candidates))}
          inputMode="numeric"
          maxLength={2}
          {...form.field('candidates')}
        />
      )}
      {why('candidates')}
      <DateField label={label('validFrom')} hint={asked(date(terms.validFrom))} {...form.field('validFrom')} />
      {why('validFrom')}
      <DateField label={label('validTo')} hint={asked(date(terms.validTo))} {...form.field('validTo')} />
      {why('validTo')}
    </>
  );
}

/** @param of the name of what is taken away */
function Why({ form, taken, of }: { form: Form<TermValues>; taken: { part: string; item?: string }; of: string }) {
  const { say } = useWords();
  return (
    <AreaField
      label={say('screen.agreements.narrow.why', { of })}
      rows={2}
      maxLength={4000}
      {...form.field(whyOf(taken))}
    />
  );
}

/** What can be seen without the server: something is taken away, each with its reason, and something is left. */
function checkOffer(terms: TermsView, values: TermValues, say: (key: string) => string): TermValues {
  const wrong: TermValues = {};
  const taken = findTaken(terms, values);
  for (const part of LISTS)
    if (terms[part]?.length && values[part] === '') wrong[part] = say('screen.agreements.narrow.nothingLeft');
  for (const part of VALUES) {
    const counts = part === 'quotaPerDay' || (part === 'candidates' && values.modes?.includes('identify'));
    const dates = part === 'validFrom' || part === 'validTo';
    if ((counts && !(readCount(values[part]) > 0)) || (dates && !isDate(values[part] ?? '')))
      wrong[part] = say(`screen.agreements.form.missing.${part}`);
  }
  for (const one of taken)
    if ((values[whyOf(one)] ?? '').trim().length < WHY_LEAST) wrong[whyOf(one)] = say('screen.agreements.whyMissing');
  if (taken.length === 0) wrong.quotaPerDay = say('screen.agreements.narrow.nothingTaken');
  return wrong;
}
