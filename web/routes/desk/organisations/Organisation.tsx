import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import {
  Button,
  Cluster,
  Drawer,
  FieldList,
  FieldRow,
  Loaded,
  Muted,
  Page,
  Panel,
  Stack,
  Status,
  TextLink,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useDesk } from '../desk.ts';
import { reasonFor } from '../reason.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { type Change, type Member, type Organisation, organisationQuery, PURPOSE } from './data.ts';
import { SuccessionForm } from './SuccessionForm.tsx';

const TONES = { asked: 'wait', active: 'good', suspended: 'wait', closed: 'plain', refused: 'bad' } as const;
const toneOf = (state: string) => TONES[state as keyof typeof TONES] ?? 'plain';

/** An organisation, who represents it and who acts for it; the look is journalled for each of them. */
export function OrganisationScreen() {
  const { say } = useWords();
  const { reason, lists } = useDesk();
  const { organisation: id } = useParams({ strict: false });
  const query = useQuery(organisationQuery(id ?? '', reasonFor(PURPOSE, reason, lists)));
  return (
    <Page
      title={query.data?.name ?? say('screen.desk.organisations.title')}
      back={{ to: '/desk/organisations', label: say('screen.desk.organisations.back') }}
      error={query.isError}
    >
      <Loaded query={query} lines={6}>
        {(found) => <Opened organisation={found} />}
      </Loaded>
    </Page>
  );
}

function Opened({ organisation }: { organisation: Organisation }) {
  const { say, day, moment } = useWords();
  const [doing, setDoing] = useState<Change | 'succeed'>();
  const text = (key: string) => say(`screen.desk.organisations.${key}`);
  const { id, state, certificate, representative, members } = organisation;
  const changes = organisation.changes as Change[];
  const succeeds = state === 'active' || state === 'suspended';
  const close = () => setDoing(undefined);
  return (
    <Stack>
      <Panel>
        <FieldList>
          <FieldRow label={text('states')} {...(organisation.reason ? { note: organisation.reason } : {})}>
            <Status tone={toneOf(state)}>{text(`state.${state}`)}</Status>
          </FieldRow>
          <FieldRow label={text('taxCode')}>
            <span className="mono">{organisation.taxCode}</span>
          </FieldRow>
          <FieldRow label={text('province')}>{organisation.provinceName}</FieldRow>
          <FieldRow label={text('certificate')} source={day(certificate.issuedOn)}>
            {certificate.number}
          </FieldRow>
          <FieldRow label={text('representative')}>
            <TextLink to="/desk/person/$person" params={{ person: representative.person }}>
              {representative.name}
            </TextLink>
          </FieldRow>
          <FieldRow label={text('since')}>{moment(organisation.openedAt)}</FieldRow>
        </FieldList>
        <Cluster>
          {changes.map((change) => (
            <Button
              key={change}
              kind={change === 'confirm' ? 'primary' : change === 'close' ? 'danger' : 'secondary'}
              onClick={() => setDoing(change)}
            >
              {text(`change.${change}`)}
            </Button>
          ))}
          {succeeds && <Button onClick={() => setDoing('succeed')}>{text('succeed')}</Button>}
        </Cluster>
      </Panel>
      <Panel title={text('members')}>
        {members.length === 0 ? <Muted>{text('noMembers')}</Muted> : <MemberList members={members} />}
      </Panel>
      <Drawer open={doing !== undefined} title={doing ? titleOf(doing, text) : ''} onClose={close}>
        {doing === 'succeed' && <SuccessionForm organisation={organisation} onDone={close} />}
        {doing && doing !== 'succeed' && <ChangeForm key={doing} id={id} change={doing} onDone={close} />}
      </Drawer>
    </Stack>
  );
}

function titleOf(doing: Change | 'succeed', text: (key: string) => string): string {
  return doing === 'succeed' ? text('succeed') : text(`change.${doing}`);
}

function MemberList({ members }: { members: readonly Member[] }) {
  const { say, day } = useWords();
  const text = (key: string, values?: Record<string, string>) => say(`screen.desk.organisations.${key}`, values);
  return (
    <FieldList>
      {members.map(({ id, name, kind, scopes, to, confirmBy }) => (
        <FieldRow
          key={id}
          label={text(`kind.${kind}`)}
          {...(to ? { source: text('until', { date: day(to) }) } : {})}
          note={confirmBy ? text('confirmBy', { date: day(confirmBy) }) : scopes.map((scope) => scope.name).join(' · ')}
        >
          {name}
        </FieldRow>
      ))}
    </FieldList>
  );
}
