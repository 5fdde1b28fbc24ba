import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useForm } from '../../../form/useForm.ts';
import { AreaField, announce, DateField, isDate, Loaded, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { FormPage } from '../FormPage.tsx';
import { actingKey, type MandateScopes, type Offer, scopesQuery, sendOffer } from './data.ts';
import { ScopesField } from './ScopesField.tsx';

const EMPTY = { identifier: '', name: '', birthDate: '', scopes: '', to: '', words: '' };

/** Lets a person act for me, or for an organisation that I manage; it counts once that person accepts. */
export function GiveScreen() {
  const { organisation } = useParams({ strict: false });
  const scopes = useQuery(scopesQuery);
  return (
    <Loaded query={scopes} lines={6}>
      {(offered) =>
        organisation ? <Form offered={offered} organisation={organisation} /> : <Form offered={offered} />
      }
    </Loaded>
  );
}

function Form({ offered, organisation }: { offered: MandateScopes; organisation?: string }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const mine = organisation === undefined;
  const back = mine ? '/me/acting' : '/me/acting/organisations/$organisation';
  const form = useForm({
    initial: EMPTY,
    check: (values) => checkOffer(values, mine, say),
    send: async (values, key) => {
      await sendOffer(organisation, offerOf(values), key);
      announce(say('screen.give.sent'));
      void queries.invalidateQueries({ queryKey: actingKey });
      await navigate({ to: back, params: { organisation: organisation ?? '' } });
    },
    keep: `give:${organisation ?? ''}`,
  });
  return (
    <FormPage
      form={form}
      title={say(mine ? 'screen.acting.give' : 'screen.organisations.addMember')}
      lead={say('screen.give.lead', { days: offered.offerDays })}
      back={{ to: back, params: { organisation: organisation ?? '' }, label: say('screen.acting.back') }}
      send={say('screen.give.send')}
    >
      <TextField
        label={say('screen.give.identifier')}
        hint={say('screen.give.identifierHint')}
        mono
        inputMode="numeric"
        maxLength={20}
        {...form.field('identifier')}
      />
      <TextField label={say('screen.give.name')} maxLength={150} {...form.field('name')} />
      <DateField label={say('screen.give.birthDate')} partial {...form.field('birthDate')} />
      <ScopesField
        label={say('screen.give.scopes')}
        choices={offered.scopes.filter((scope) => scope.for.includes(mine ? 'person' : 'organisation'))}
        {...form.field('scopes')}
      />
      <DateField
        label={say('screen.give.to')}
        hint={mine ? say('screen.give.toHint', { days: offered.attorneyDays }) : undefined}
        optional={!mine}
        {...form.field('to')}
      />
      <AreaField
        label={say('screen.give.words')}
        hint={say('screen.give.wordsHint')}
        optional
        rows={2}
        maxLength={300}
        {...form.field('words')}
      />
    </FormPage>
  );
}

type Values = typeof EMPTY;

function checkOffer(values: Values, mine: boolean, say: (key: string) => string): Partial<Values> {
  const wrong = (name: keyof Values, is: boolean) => (is ? { [name]: say(`screen.give.missing.${name}`) } : {});
  return {
    ...wrong('identifier', values.identifier.trim().length < 6),
    ...wrong('name', values.name.trim().length < 2),
    ...wrong('birthDate', !isDate(values.birthDate, true)),
    ...wrong('scopes', values.scopes === ''),
    ...wrong('to', values.to === '' ? mine : !isDate(values.to, false)),
  };
}

function offerOf({ identifier, name, birthDate, scopes, to, words }: Values): Offer {
  return {
    holder: { identifier: identifier.replace(/\s/g, ''), name: name.trim(), birthDate },
    scopes: scopes.split(' '),
    ...(to ? { to } : {}),
    ...(words.trim() ? { limits: { words: words.trim() } } : {}),
  };
}
