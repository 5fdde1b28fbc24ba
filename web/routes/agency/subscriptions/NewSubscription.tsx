import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from '../../../form/useForm.ts';
import { Button, Empty, FormFrame, Loaded, Page, Panel, SelectField, TextField, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { splitIds } from '../agreements/given.ts';
import { ItemsField } from '../agreements/ItemsField.tsx';
import { makeSubscription, type NewSubscription, type Offers, offersQuery } from './data.ts';

/** A subscription: why, of what, for which system. What no agreement allows is not offered. */
export function NewSubscriptionScreen() {
  const { say } = useWords();
  const { caller } = useSession();
  const offers = useQuery(offersQuery);
  const manages = caller.scopes.includes('exchange.manage');
  return (
    <Page
      title={say('screen.subscriptions.new.title')}
      lead={say('screen.subscriptions.new.lead')}
      error={offers.isError}
      back={{ to: '/agency/subscriptions', label: say('screen.subscriptions.back') }}
    >
      {!manages && (
        <Empty title={say('screen.subscriptions.new.notYours')}>
          <TextLink to="/agency/subscriptions">{say('screen.subscriptions.back')}</TextLink>
        </Empty>
      )}
      {manages && (
        <Loaded query={offers} lines={6}>
          {(known) => <Known offers={known} />}
        </Loaded>
      )}
    </Page>
  );
}

function Known({ offers }: { offers: Offers }) {
  const { say } = useWords();
  if (offers.offers.length === 0)
    return (
      <Empty
        title={say('screen.subscriptions.new.noAgreement.title')}
        action={<Button to="/agency/agreements/new">{say('screen.subscriptions.new.noAgreement.action')}</Button>}
      >
        {say('screen.subscriptions.new.noAgreement.text')}
      </Empty>
    );
  if (offers.systems.length === 0)
    return (
      <Empty
        title={say('screen.subscriptions.new.noSystem.title')}
        action={<Button to="/agency/systems">{say('screen.systems.title')}</Button>}
      >
        {say('screen.subscriptions.new.noSystem.text')}
      </Empty>
    );
  return <NewForm offers={offers} />;
}

function NewForm({ offers: { offers, systems } }: { offers: Offers }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const offerOf = (id: string) => offers.find(({ agreement, purpose }) => `${agreement} ${purpose}` === id);
  const [first] = offers;
  const form = useForm({
    initial: {
      offer: `${first?.agreement} ${first?.purpose}`,
      legalBasis: first?.legalBases[0]?.id ?? '',
      kinds: '',
      system: systems[0]?.id ?? '',
      endpoint: '',
    },
    check: ({ kinds }): { kinds?: string } =>
      splitIds(kinds).length > 0 ? {} : { kinds: say('screen.subscriptions.new.kindsMissing') },
    send: async ({ offer, legalBasis, kinds, system, endpoint }, key) => {
      const body: NewSubscription = {
        kinds: splitIds(kinds) as NewSubscription['kinds'],
        system,
        ...(endpoint.trim() ? { endpoint: endpoint.trim() } : {}),
      };
      const id = await makeSubscription(body, { purpose: offerOf(offer)?.purpose ?? '', legalBasis }, key);
      void queries.invalidateQueries({ queryKey: ['subscriptions', 'list'] });
      await navigate({ to: '/agency/subscriptions/$subscription', params: { subscription: id } });
    },
  });
  const offer = offerOf(form.values.offer);
  return (
    <FormFrame form={form} send={say('screen.subscriptions.new.send')} icon="add">
      <Panel title={say('screen.subscriptions.new.why')}>
        <SelectField
          label={say('screen.looks.purpose')}
          choices={offers.map(({ agreement, purpose, purposeText }) => ({
            value: `${agreement} ${purpose}`,
            label: say('screen.subscriptions.new.offer', { purpose: purposeText, agreement }),
          }))}
          {...form.field('offer')}
          onChange={(id) => {
            form.set('offer', id);
            form.set('legalBasis', offerOf(id)?.legalBases[0]?.id ?? '');
            form.set('kinds', '');
          }}
        />
        <SelectField
          label={say('screen.looks.law')}
          choices={(offer?.legalBases ?? []).map(({ id, title }) => ({ value: id, label: title }))}
          {...form.field('legalBasis')}
        />
      </Panel>
      <Panel title={say('screen.subscriptions.new.what')}>
        <ItemsField
          label={say('screen.subscriptions.kinds')}
          hint={say('screen.subscriptions.new.kindsHint')}
          choices={(offer?.kinds ?? []).map((kind) => ({
            id: kind,
            name: say(`value.eventKind.${kind}`),
            note: say(`screen.subscriptions.kindNote.${kind}`),
          }))}
          {...form.field('kinds')}
        />
      </Panel>
      <Panel title={say('screen.subscriptions.new.where')}>
        <SelectField
          label={say('screen.subscriptions.system')}
          hint={say('screen.subscriptions.new.systemHint')}
          choices={systems.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('system')}
        />
        <TextField
          label={say('screen.subscriptions.endpoint')}
          hint={say('screen.subscriptions.new.endpointHint')}
          optional
          mono
          maxLength={300}
          {...form.field('endpoint')}
        />
      </Panel>
    </FormFrame>
  );
}
