import { useQuery } from '@tanstack/react-query';
import {
  Button,
  Cluster,
  ConfirmedAct,
  Empty,
  FieldList,
  FieldRow,
  LoadedList,
  Page,
  Panel,
  Stack,
  Status,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { type Consent, consentsKey, consentsQuery, withdrawConsent } from './account/data.ts';
import { DataConsents } from './ConsentsData.tsx';

/** Services that I let read something about me, and the way to take it back. */
export function ConsentsScreen() {
  const { say } = useWords();
  const consents = useQuery(consentsQuery);
  return (
    <Page title={say('screen.consents.title')} lead={say('screen.consents.lead')} error={consents.isError}>
      <Stack gap="large">
        <LoadedList
          query={consents}
          lines={5}
          empty={
            <Empty
              title={say('screen.consents.none.title')}
              action={<Button to="/me/looks">{say('screen.consents.none.action')}</Button>}
            >
              {say('screen.consents.none.text')}
            </Empty>
          }
        >
          {(consent) => <ConsentPanel key={`${consent.client} ${consent.principal ?? ''}`} consent={consent} />}
        </LoadedList>
        <DataConsents />
      </Stack>
    </Page>
  );
}

function ConsentPanel({ consent }: { consent: Consent }) {
  const { say, moment } = useWords();
  const { client, service, organisationName, purpose, fields, apis, givenAt, usedAt } = consent;
  return (
    <Panel
      title={service}
      actions={
        <ConfirmedAct
          small
          label={`${say('screen.consents.withdraw')}: ${service}`}
          title={say('screen.consents.question', { service })}
          text={say('screen.consents.warning')}
          yes={say('screen.consents.withdraw')}
          act={() => withdrawConsent(client)}
          done={say('screen.consents.withdrawn')}
          refresh={consentsKey}
        >
          {say('screen.consents.withdraw')}
        </ConfirmedAct>
      }
    >
      <FieldList>
        <FieldRow label={say('screen.consents.organisation')}>{organisationName}</FieldRow>
        <FieldRow label={say('screen.consents.purpose')}>{purpose}</FieldRow>
        {(fields.length > 0 || apis.length === 0) && (
          <FieldRow label={say('screen.consents.fields')} empty={fields.length === 0}>
            {fields.length === 0 ? (
              say('screen.consents.noFields')
            ) : (
              <Cluster>
                {fields.map((field) => (
                  <Status key={field}>{say(`field.${field}`)}</Status>
                ))}
              </Cluster>
            )}
          </FieldRow>
        )}
        {apis.map(({ indicator, name, organisationName: owner, scopes }) => (
          <FieldRow key={indicator} label={say('screen.consents.mayUse', { api: name })} source={owner}>
            <Cluster>
              {scopes.map(({ scope, name: meaning }) => (
                <Status key={scope}>{meaning}</Status>
              ))}
            </Cluster>
          </FieldRow>
        ))}
        <FieldRow label={say('screen.consents.givenAt')}>{moment(givenAt)}</FieldRow>
        <FieldRow label={say('screen.consents.usedAt')}>{moment(usedAt)}</FieldRow>
      </FieldList>
    </Panel>
  );
}
