import { useQuery } from '@tanstack/react-query';
import { useForm } from '../../../form/useForm.ts';
import { FormFrame, Notice, Page, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSent } from '../FormPage.tsx';
import { accountKey, accountQuery, addPasskey, readPasskeyOptions, sessionsQuery } from './data.ts';

/** A passkey made on this device, by finger, face or the device's code. */
export function AddPasskeyScreen() {
  const { say } = useWords();
  const account = useQuery(accountQuery);
  // A way back in may not list sessions; the name of this device is only a help.
  const sessions = useQuery({ ...sessionsQuery, enabled: account.data?.recoveryOnly === false });
  if (account.isPending || sessions.isLoading) return null;
  const device = sessions.data?.find(({ current }) => current)?.device ?? '';
  if (!('PublicKeyCredential' in globalThis && 'parseCreationOptionsFromJSON' in PublicKeyCredential))
    return (
      <Frame>
        <Notice tone="wait" title={say('screen.passkey.unable.title')}>
          <p>{say('screen.passkey.unable.text')}</p>
        </Notice>
      </Frame>
    );
  return <NewPasskey device={device} />;
}

function Frame({ error = false, children }: { error?: boolean; children: React.ReactNode }) {
  const { say } = useWords();
  return (
    <Page
      title={say('screen.passkey.title')}
      lead={say('screen.passkey.lead')}
      back={{ to: '/me/security', label: say('screen.security.back') }}
      width="question"
      error={error}
    >
      {children}
    </Page>
  );
}

function NewPasskey({ device }: { device: string }) {
  const { say } = useWords();
  const sent = useSent(accountKey, '/me/security');
  const form = useForm({
    initial: { label: device },
    check: ({ label }): { label?: string } => (label.trim() ? {} : { label: say('screen.passkey.missing') }),
    send: async ({ label }) => {
      const { options } = await readPasskeyOptions();
      const response = await createCredential(options);
      await addPasskey(label.trim(), response);
      await sent(say('screen.passkey.added'));
    },
    keep: 'passkey',
  });
  const refused = form.problem instanceof DOMException;
  return (
    <Frame error={form.errors.length > 0 || form.problem !== null}>
      {refused && (
        <div role="alert">
          <Notice tone="bad" title={say('screen.passkey.refused.title')}>
            <p>{say(`screen.passkey.refused.${isKnown(form.problem) ? 'known' : 'text'}`)}</p>
          </Notice>
        </div>
      )}
      <FormFrame form={refused ? { ...form, problem: null } : form} send={say('screen.passkey.make')}>
        <TextField
          label={say('screen.passkey.label')}
          hint={say('screen.passkey.labelHint')}
          maxLength={60}
          {...form.field('label')}
        />
      </FormFrame>
    </Frame>
  );
}

/** The device has a passkey of this account already. */
function isKnown(problem: unknown): boolean {
  return problem instanceof DOMException && problem.name === 'InvalidStateError';
}

/** @throws DOMException when the person or the device says no */
async function createCredential(options: PublicKeyCredentialCreationOptionsJSON): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const credential = await navigator.credentials.create({ publicKey });
  return (credential as PublicKeyCredential).toJSON();
}
