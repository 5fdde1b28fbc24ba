import { useQuery } from '@tanstack/react-query';
import { encodeQR } from 'qr';
import { useForm } from '../../../form/useForm.ts';
import { FormFrame, Loaded, Page, Panel, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSent } from '../FormPage.tsx';
import classes from './AddTotp.module.css';
import { CodeField } from './CodeField.tsx';
import { accountKey, beginTotp, confirmTotp } from './data.ts';

interface Totp {
  id: string;
  secret: string;
  uri: string;
}

/** An authenticator app: the secret as a picture and as text, then the first code. */
export function AddTotpScreen() {
  const { say } = useWords();
  const totp = useQuery({
    queryKey: ['totp', 'new'],
    queryFn: beginTotp,
    staleTime: Number.POSITIVE_INFINITY,
    // A secret is shown once: whoever comes again gets another.
    gcTime: 0,
    retry: false,
  });
  return (
    <Page
      title={say('screen.totp.title')}
      lead={say('screen.totp.lead')}
      back={{ to: '/me/security', label: say('screen.security.back') }}
      width="question"
      error={totp.isError}
    >
      <Loaded query={totp} lines={6}>
        {(made) => <Confirm totp={made} />}
      </Loaded>
    </Page>
  );
}

function Confirm({ totp }: { totp: Totp }) {
  const { say } = useWords();
  const sent = useSent(accountKey, '/me/security');
  const form = useForm({
    initial: { code: '' },
    check: ({ code }): { code?: string } =>
      /^[0-9]{6}$/.test(code.replace(/\s/g, '')) ? {} : { code: say('screen.totp.missing') },
    send: async ({ code }, key) => {
      await confirmTotp(totp.id, code.replace(/\s/g, ''), key);
      await sent(say('screen.totp.added'));
    },
  });
  return (
    <Stack gap="large">
      <Panel title={say('screen.totp.scan')}>
        <QrCode text={totp.uri} label={say('screen.totp.picture')} />
        <p>{say('screen.totp.type')}</p>
        <code className={classes.secret}>{totp.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        <p>
          <a href={totp.uri}>{say('screen.totp.here')}</a>
        </p>
      </Panel>
      <Panel title={say('screen.totp.confirm')}>
        <FormFrame form={form} send={say('screen.totp.send')}>
          <CodeField form={form} label={say('screen.totp.code')} hint={say('screen.totp.codeHint')} />
        </FormFrame>
      </Panel>
    </Stack>
  );
}

/** ISO/IEC 18004, one stroke for each dark run of a row. */
function QrCode({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const strokes = rows.flatMap((row, y) => {
    const dark = row.map((cell) => (cell ? '#' : ' ')).join('');
    return [...dark.matchAll(/#+/g)].map((run) => `M${run.index} ${y}h${run[0].length}`);
  });
  const size = rows.length;
  return (
    <svg className={classes.qr} viewBox={`0 -.5 ${size} ${size}`} role="img" aria-label={label}>
      <path fill="#fff" d={`M0 -.5h${size}v${size}H0z`} />
      <path stroke="#000" shapeRendering="crispEdges" d={strokes.join('')} />
    </svg>
  );
}
