import { useQueryClient } from '@tanstack/react-query';
import { useForm } from '../../../form/useForm.ts';
import {
  announce,
  Cluster,
  ConfirmedAct,
  FormFrame,
  Muted,
  Notice,
  Panel,
  SelectField,
  Stack,
  TextLink,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { placeName } from '../biometrics/names.ts';
import { useDesk } from '../desk.ts';
import { type CardPage, sendAct } from './data.ts';
import { HandOver } from './HandOver.tsx';

const SIMPLE = ['enrol', 'approve', 'lift', 'suspend', 'lose', 'withdraw'] as const;

/** What may be done with this card now, by this officer; the server has the last word. */
export function CardActs({ card }: { card: CardPage }) {
  const { say } = useWords();
  const { reason } = useDesk();
  const word = (key: string) => say(`screen.cards.page.${key}`);
  const simple = SIMPLE.filter((act) => card.acts.includes(act));
  return (
    <Panel title={word('acts')}>
      {card.untaken.length > 0 && <Untaken card={card} />}
      {card.acts.length === 0 && <Muted>{word('noActs')}</Muted>}
      <Stack gap="large">
        {card.acts.includes('hand-over') && <HandOver card={card} />}
        {simple.length > 0 && (
          <Cluster>
            {simple.map((act, at) => (
              <ConfirmedAct
                key={act}
                kind={at === 0 && !card.acts.includes('hand-over') ? 'primary' : 'secondary'}
                label={word(act)}
                title={word(`${act}Title`)}
                text={word(`${act}Text`)}
                yes={word(act)}
                act={() => sendAct(card.card, { act, version: card.version }, { purpose: reason })}
                done={word('done')}
                refresh={['cards']}
              >
                {word(act)}
              </ConfirmedAct>
            ))}
          </Cluster>
        )}
        {card.acts.includes('revoke') && <Revoke card={card} />}
      </Stack>
    </Panel>
  );
}

/** What a requested card waits for, and where it is taken. */
function Untaken({ card }: { card: CardPage }) {
  const { say } = useWords();
  const word = (key: string) => say(`screen.cards.page.${key}`);
  const names = card.untaken.map(({ modality, place }) =>
    modality === 'face' ? word('face') : placeName(say, modality, place),
  );
  return (
    <Notice tone="wait" title={`${word('untaken')}: ${names.join(', ')}`}>
      <p>
        {word('untakenText')}{' '}
        <TextLink to="/desk/enrolment/persons/$person" params={{ person: card.person }}>
          {word('take')}
        </TextLink>
      </p>
    </Notice>
  );
}

function Revoke({ card }: { card: CardPage }) {
  const { say } = useWords();
  const { reason: purpose } = useDesk();
  const queries = useQueryClient();
  const word = (key: string) => say(`screen.cards.page.${key}`);
  const form = useForm({
    initial: { reason: '' },
    check: ({ reason }) => (reason ? {} : { reason: word('revokeMissing') }),
    send: async ({ reason }, key) => {
      await sendAct(card.card, { act: 'revoke', version: card.version, reason }, { key, purpose });
      announce(word('done'));
      await queries.invalidateQueries({ queryKey: ['cards'] });
    },
  });
  return (
    <FormFrame form={form} send={word('revoke')}>
      <SelectField
        label={word('revokeReason')}
        none="–"
        choices={card.revocations.map((value) => ({ value, label: say(`value.cardReason.${value}`) }))}
        {...form.field('reason')}
      />
    </FormFrame>
  );
}
