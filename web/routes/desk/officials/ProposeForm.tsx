import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Form, useForm } from '../../../form/useForm.ts';
import { ChoiceField } from '../../../kit/desk.ts';
import { AreaField, announce, DateField, FormFrame, isDate, SelectField, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { communesQuery, listsQuery } from '../data.ts';
import { type NewProposal, type Role, rolesQuery, sendProposal } from './data.ts';

export type Proposing = { kind: 'official' } | { kind: 'device' | 'post' | 'wake'; official: string; name: string };

const EMPTY = {
  official: '',
  name: '',
  role: '',
  province: '',
  commune: '',
  organisation: '',
  validFrom: '',
  validTo: '',
  note: '',
};
type Values = typeof EMPTY;

/** Puts an official, a device, a post or a waking before a second person. */
export function ProposeForm({ proposing, onDone }: { proposing: Proposing; onDone: () => void }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const roles = useQuery(rolesQuery);
  const withPost = proposing.kind === 'official' || proposing.kind === 'post';
  const findRole = (id: string) => roles.data?.find((role) => role.id === id);
  const form = useForm<Values>({
    initial: EMPTY,
    check: (values) => ({
      ...(proposing.kind === 'official' ? checkPerson(values, say) : {}),
      ...(withPost ? checkPost(values, findRole(values.role), say) : {}),
      ...(withPost || values.note.trim() ? {} : { note: say('screen.officials.whyMissing') }),
    }),
    send: async (values, key) => {
      await sendProposal(makeProposal(proposing, values, findRole(values.role)), key);
      announce(say('screen.officials.proposed'));
      onDone();
      void queries.invalidateQueries({ queryKey: ['officials'] });
    },
  });
  return (
    <FormFrame form={form} send={say('screen.officials.sendProposal')}>
      <p>{say(`screen.officials.effect.${proposing.kind}`)}</p>
      {proposing.kind === 'official' ? (
        <>
          <TextField label={say('screen.officials.number')} maxLength={30} mono {...form.field('official')} />
          <TextField label={say('screen.officials.name')} maxLength={120} {...form.field('name')} />
        </>
      ) : (
        <p>
          <strong>{`${proposing.name}\u00a0· ${proposing.official}`}</strong>
        </p>
      )}
      {withPost && <PostFields form={form} roles={roles.data ?? []} role={findRole(form.values.role)} />}
      <AreaField
        optional={withPost}
        label={say('screen.officials.why')}
        rows={3}
        maxLength={500}
        {...form.field('note')}
      />
    </FormFrame>
  );
}

interface PostFieldsProps {
  form: Form<Values>;
  roles: readonly Role[];
  role: Role | undefined;
}

/** A role, and the place that a role of its kind is bound to. */
function PostFields({ form, roles, role }: PostFieldsProps) {
  const { say } = useWords();
  const lists = useQuery(listsQuery);
  const communes = useQuery(communesQuery(role?.area === 'commune' ? form.values.province : ''));
  const provinces = (lists.data?.provinces ?? []).map(({ code, name }) => ({ value: code, label: name }));
  return (
    <>
      <SelectField
        label={say('screen.officials.role')}
        none={say('screen.officials.roleNone')}
        choices={roles.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.field('role')}
      />
      {(role?.area === 'province' || role?.area === 'commune') && (
        <SelectField
          label={say('screen.officials.province')}
          none={say(role.area === 'province' ? 'screen.officials.country' : 'screen.officials.provinceNone')}
          choices={provinces}
          {...form.field('province')}
        />
      )}
      {role?.area === 'commune' && (
        <ChoiceField
          label={say('screen.officials.commune')}
          busy={communes.isFetching}
          choices={(communes.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          {...form.field('commune')}
        />
      )}
      {role?.area === 'organisation' && (
        <ChoiceField
          label={say('screen.officials.organisation')}
          busy={lists.isPending}
          choices={(lists.data?.organisations ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('organisation')}
        />
      )}
      <DateField optional label={say('screen.officials.validFrom')} {...form.field('validFrom')} />
      <DateField
        optional
        label={say('screen.officials.validTo')}
        hint={say('screen.officials.validToHint')}
        {...form.field('validTo')}
      />
    </>
  );
}

type Say = (key: string) => string;

function checkPerson({ official, name }: Values, say: Say): Partial<Values> {
  return {
    ...(/^[A-Za-z0-9][A-Za-z0-9._-]{1,29}$/.test(official.trim())
      ? {}
      : { official: say('screen.officials.numberWrong') }),
    ...(name.trim().length >= 2 ? {} : { name: say('screen.officials.nameMissing') }),
  };
}

function checkPost(values: Values, role: Role | undefined, say: Say): Partial<Values> {
  const day = (name: 'validFrom' | 'validTo') =>
    values[name] === '' || isDate(values[name]) ? {} : { [name]: say('screen.officials.dateWrong') };
  return {
    ...(role ? {} : { role: say('screen.officials.roleMissing') }),
    ...(role?.area === 'commune' && !values.commune ? { commune: say('screen.officials.communeMissing') } : {}),
    ...(role?.area === 'organisation' && !values.organisation
      ? { organisation: say('screen.officials.organisationMissing') }
      : {}),
    ...day('validFrom'),
    ...day('validTo'),
  };
}

function makeProposal(proposing: Proposing, values: Values, role: Role | undefined): NewProposal {
  const note = values.note.trim() ? { note: values.note.trim() } : {};
  if (proposing.kind === 'device' || proposing.kind === 'wake')
    return { kind: proposing.kind, official: proposing.official, ...note };
  const places: Record<string, object> = {
    country: { area: '' },
    province: { area: values.province },
    commune: { area: values.commune },
    organisation: { organisation: values.organisation },
  };
  const post = {
    role: values.role,
    ...places[role?.area ?? 'country'],
    ...(values.validFrom ? { validFrom: values.validFrom } : {}),
    ...(values.validTo ? { validTo: values.validTo } : {}),
  };
  if (proposing.kind === 'post') return { kind: 'post', official: proposing.official, post, ...note };
  return { kind: 'official', official: values.official.trim(), name: values.name.trim(), post, ...note };
}
