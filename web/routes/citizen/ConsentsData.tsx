import { useQuery } from '@tanstack/react-query';
import {
  Cluster,
  ConfirmedAct,
  FieldList,
  FieldRow,
  LoadedList,
  Muted,
  Panel,
  PlainAct,
  Stack,
  Status,
  type Tone,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { download } from '../agency/download.ts';
import {
  answerDataConsent,
  type DataConsent,
  dataConsentsKey,
  dataConsentsQuery,
  readReceipt,
  withdrawDataConsent,
} from './account/data.ts';

const TONES: Readonly<Record<DataConsent['state'], Tone>> = {
  active: 'good',
  pending: 'wait',
  refused: 'plain',
  lapsed: 'plain',
  withdrawn: 'plain',
  expired: 'plain',
  ended: 'plain',
};

/** Organisations that may ask the register about me because I agreed, the receipt of each, and the way to take it back. */
export function DataConsents() {
  const { say } = useWords();
  const consents = useQuery(dataConsentsQuery);
  return (
    <Panel title={say('screen.dataConsents.title')}>
      <Stack>
        <Muted>{say('screen.dataConsents.lead')}</Muted>
        <LoadedList query={consents} lines={3} empty={<p>{say('screen.dataConsents.none')}</p>}>
          {(consent) => <DataConsentPanel key={consent.id} consent={consent} />}
        </LoadedList>
      </Stack>
    </Panel>
  );
}

function DataConsentPanel({ consent }: { consent: DataConsent }) {
  const { say, moment, day } = useWords();
  const { id, organisationName, purpose, law, fields, until, state, givenAt, withdrawnAt, about, giver } = consent;
  const { answerable, answerBy, joinedAt } = consent;
  const title = about ? `${organisationName}: ${about}` : organisationName;
  return (
    <Panel
      level={3}
      ground="warm"
      title={title}
      actions={
        (state === 'active' || (state === 'pending' && !answerable)) &&
        consent.withdrawable && (
          <ConfirmedAct
            small
            label={`${say('screen.dataConsents.withdraw')}: ${title}`}
            title={say('screen.dataConsents.question', { organisation: organisationName })}
            text={say('screen.dataConsents.warning')}
            yes={say('screen.dataConsents.withdraw')}
            act={() => withdrawDataConsent(id)}
            done={say('screen.dataConsents.withdrawn')}
            refresh={dataConsentsKey}
          >
            {say('screen.dataConsents.withdraw')}
          </ConfirmedAct>
        )
      }
    >
      <FieldList>
        <FieldRow label={say('screen.dataConsents.state')}>
          <Status tone={TONES[state]}>{sayState(say, consent)}</Status>
        </FieldRow>
        {state === 'pending' && answerBy && (
          <FieldRow label={say('screen.dataConsents.answerBy')}>{moment(answerBy)}</FieldRow>
        )}
        {about && <FieldRow label={say('screen.dataConsents.about')}>{about}</FieldRow>}
        {giver && (
          <FieldRow label={say('screen.dataConsents.giver')}>
            {`${giver.self ? say('screen.dataConsents.giverSelf') : giver.name} (${say(`value.consentBasis.${giver.basis}`)})`}
          </FieldRow>
        )}
        <FieldRow label={say('screen.consents.purpose')}>{purpose}</FieldRow>
        <FieldRow label={say('screen.dataConsents.law')}>{law}</FieldRow>
        <FieldRow label={say('screen.dataConsents.fields')}>
          <Cluster>
            {fields.map((field) => (
              <Status key={field}>{say(`field.${field}`)}</Status>
            ))}
          </Cluster>
        </FieldRow>
        <FieldRow label={say('screen.dataConsents.until')}>{day(until)}</FieldRow>
        <FieldRow label={say('screen.consents.givenAt')}>{moment(givenAt)}</FieldRow>
        {joinedAt && <FieldRow label={say('screen.dataConsents.both')}>{moment(joinedAt)}</FieldRow>}
        {consent.heard && (
          <FieldRow label={say('screen.dataConsents.heard')}>{say('screen.dataConsents.heardText')}</FieldRow>
        )}
        {state === 'ended' && (
          <FieldRow label={say('screen.dataConsents.why')}>{say('screen.dataConsents.ended')}</FieldRow>
        )}
        {withdrawnAt && <FieldRow label={say('screen.dataConsents.withdrawnAt')}>{moment(withdrawnAt)}</FieldRow>}
      </FieldList>
      {answerable && <Answers id={id} title={title} organisation={organisationName} />}
      <div>
        <PlainAct
          small
          kind="quiet"
          icon="download"
          label={`${say('screen.dataConsents.receipt')}: ${title}`}
          act={async () => {
            const { receipt } = await readReceipt(id);
            download(`dancu-consent-${id}.jws`, receipt, 'application/jose');
          }}
        >
          {say('screen.dataConsents.receipt')}
        </PlainAct>
      </div>
    </Panel>
  );
}

/** What waits says for whom. */
function sayState(say: ReturnType<typeof useWords>['say'], { state, awaits, answerable }: DataConsent): string {
  if (state !== 'pending' || !awaits) return say(`value.consentState.${state}`);
  return say(`screen.dataConsents.waiting.${answerable ? 'mine' : awaits}`);
}

/** The second yes, or the no: both of one size. */
function Answers({ id, title, organisation }: { id: string; title: string; organisation: string }) {
  const { say } = useWords();
  const act = (what: 'agree' | 'refuse') => ({
    label: `${say(`screen.dataConsents.${what}`)}: ${title}`,
    title: say(`screen.dataConsents.${what}Question`, { organisation }),
    text: say(`screen.dataConsents.${what}Text`),
    yes: say(`screen.dataConsents.${what}`),
    act: () => answerDataConsent(id, what === 'agree'),
    done: say(`screen.dataConsents.${what === 'agree' ? 'agreed' : 'refused'}`),
    refresh: dataConsentsKey,
    children: say(`screen.dataConsents.${what}`),
  });
  return (
    <Cluster>
      <ConfirmedAct {...act('agree')} />
      <ConfirmedAct {...act('refuse')} />
    </Cluster>
  );
}
