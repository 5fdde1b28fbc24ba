import type { Purpose } from '../../../api.ts';
import { useForm } from '../../../form/useForm.ts';
import { CheckField, FormFrame, Stack, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from './Counter.module.css';
import {
  type CounterAct,
  type CounterBody,
  type Evidence,
  giveRecoveryCode,
  type Paper,
  proveIdentity,
  unlockAccount,
} from './data.ts';

const CHECKS = ['card', 'face', 'finger'] as const;

interface EvidenceFormProps {
  act: CounterAct;
  person: string;
  /** Level 2 can be reached: the body must be compared with the card. */
  face: boolean;
  /** The account is in use already: proving lifts it and activates nothing. */
  inUse: boolean;
  purpose: Purpose;
  onDone: (paper: Paper | undefined) => void;
}

/** What the officer has seen: the document, and that it belongs to whoever stands there. */
export function EvidenceForm({ act, person, face, inUse, purpose, onDone }: EvidenceFormProps) {
  const { say } = useWords();
  const form = useForm({
    initial: { document: '', checks: '', email: '', phone: '' },
    check: ({ document, checks, email, phone }) => ({
      ...(document.trim() ? {} : { document: say('screen.counter.documentMissing') }),
      ...(!checks.includes('card') || (face && !/face|finger/.test(checks))
        ? { checks: say(face ? 'screen.counter.checksMissing' : 'screen.counter.cardMissing') }
        : {}),
      ...(email.trim() && phone.trim() ? { phone: say('screen.counter.oneContact') } : {}),
    }),
    send: async (values, key) => {
      const sending = { purpose, key };
      const evidence = { document: values.document.trim(), checks: readChecks(values.checks) };
      if (act === 'unlock') await unlockAccount(person, evidence, sending);
      const paper =
        act === 'prove'
          ? await proveIdentity(person, { evidence, ...contactOf(values) }, sending)
          : act === 'recovery'
            ? await giveRecoveryCode(person, evidence, sending)
            : undefined;
      onDone(paper);
    },
  });
  const toggle = (check: string) => (checked: boolean) =>
    form.set('checks', CHECKS.filter((one) => (one === check ? checked : form.values.checks.includes(one))).join(' '));
  return (
    <FormFrame form={form} send={say(`screen.counter.act.${act}`)}>
      <p>{say(`screen.counter.effect.${act === 'prove' && inUse ? 'raise' : act}`)}</p>
      <TextField
        label={say('screen.counter.document')}
        hint={say('screen.counter.documentHint')}
        maxLength={60}
        {...form.field('document')}
      />
      <fieldset className={classes.checks}>
        <legend>{say('screen.counter.checks')}</legend>
        <Stack gap="small">
          {CHECKS.filter((check) => face || check === 'card').map((check, index) => (
            <CheckField
              key={check}
              id={index === 0 ? 'checks' : `checks-${check}`}
              label={say(`screen.counter.check.${check}`)}
              error={index === 0 ? form.field('checks').error : undefined}
              checked={form.values.checks.includes(check)}
              onChange={toggle(check)}
            />
          ))}
        </Stack>
      </fieldset>
      {act === 'prove' && (
        <>
          <TextField
            optional
            type="tel"
            label={say('screen.counter.phone')}
            hint={say('screen.counter.contactHint')}
            maxLength={30}
            {...form.field('phone')}
          />
          <TextField
            optional
            type="email"
            label={say('screen.counter.email')}
            maxLength={120}
            {...form.field('email')}
          />
        </>
      )}
    </FormFrame>
  );
}

function readChecks(checks: string): Evidence['checks'] {
  return CHECKS.filter((check) => checks.includes(check));
}

function contactOf({ email, phone }: { email: string; phone: string }): Pick<CounterBody, 'contact'> {
  if (phone.trim()) return { contact: { kind: 'phone', value: phone.trim() } };
  return email.trim() ? { contact: { kind: 'email', value: email.trim() } } : {};
}
