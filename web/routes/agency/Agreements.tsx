import { useQuery } from '@tanstack/react-query';
import { Empty, FieldList, FieldRow, LoadedList, Page, Panel, Status, type Tone } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import classes from './Agreements.module.css';
import { type Agreement, agreementsQuery } from './data.ts';

const TONES: Readonly<Record<string, Tone>> = { active: 'good', suspended: 'bad', ended: 'plain' };

/** What the organisation may ask: purposes with their law, fields, how, until when, how much of today's quota is used. */
export function AgreementsScreen() {
  const { say } = useWords();
  const agreements = useQuery(agreementsQuery);
  return (
    <Page
      title={say('screen.agency.agreements.title')}
      lead={say('screen.agency.agreements.lead')}
      error={agreements.isError}
      back={{ to: '/agency', label: say('screen.agency.back') }}
    >
      <LoadedList
        query={agreements}
        lines={8}
        empty={<Empty title={say('screen.agency.agreements.none')}>{say('screen.agency.agreements.noneText')}</Empty>}
      >
        {(agreement) => <AgreementPanel key={agreement.id} agreement={agreement} />}
      </LoadedList>
    </Page>
  );
}

function AgreementPanel({ agreement }: { agreement: Agreement }) {
  const { say, has, date, number, language } = useWords();
  const { state, usedToday, quotaPerDay } = agreement;
  const stateKey = has(`value.agreementState.${state}`)
    ? `value.agreementState.${state}`
    : `screen.agency.agreements.${state}`;
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 2 }).format(
    usedToday / quotaPerDay,
  );
  return (
    <Panel title={agreement.id} actions={<Status tone={TONES[state] ?? 'wait'}>{say(stateKey)}</Status>}>
      <FieldList>
        {agreement.purposes.map((purpose) => (
          <FieldRow
            key={purpose.id}
            label={say('screen.looks.purpose')}
            source={
              <ul>
                {purpose.legalBases.map(({ id, title }) => (
                  <li key={id}>{title}</li>
                ))}
              </ul>
            }
          >
            {purpose.sentence} <code>{purpose.id}</code>
          </FieldRow>
        ))}
        <FieldRow label={say('screen.agency.agreements.fields')}>
          <ul className={classes.fields}>
            {agreement.fields.map(({ id, name }) => (
              <li key={id}>
                <Status>{name}</Status>
              </li>
            ))}
          </ul>
        </FieldRow>
        <FieldRow label={say('screen.agency.agreements.mode')}>
          {agreement.mode.map((mode) => say(`value.exchangeMode.${mode}`)).join(', ')}
        </FieldRow>
        <FieldRow label={say('screen.agency.agreements.valid')}>
          {say('screen.agency.agreements.fromTo', { from: date(agreement.validFrom), to: date(agreement.validTo) })}
        </FieldRow>
        <FieldRow label={say('screen.agency.agreements.quota')}>
          {say('screen.agency.agreements.used', { used: number(usedToday), quota: number(quotaPerDay), percent })}
          <progress
            className={classes.quota}
            value={usedToday}
            max={quotaPerDay}
            aria-label={say('screen.agency.agreements.quota')}
          />
        </FieldRow>
        <FieldRow label={say('screen.agency.agreements.version')}>{agreement.version}</FieldRow>
      </FieldList>
    </Panel>
  );
}
