import { useQuery } from '@tanstack/react-query';
import { CopyBlock } from '../../../kit/desk.ts';
import { Cluster, Status } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import classes from './SignedText.module.css';

interface SignedTextProps {
  text: string;
  /** SHA-256 of the text, base64url: as the server says. */
  digest: string;
}

/** The very text that is signed. The browser works its digest out anew: who signs need not take it on trust. */
export function SignedText({ text, digest }: SignedTextProps) {
  const { say } = useWords();
  const { languages } = useSession();
  const own = useQuery({
    queryKey: ['agreements', 'digest', digest, text],
    queryFn: () => digestOf(text),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className={classes.signed}>
      {/* biome-ignore-start lint/a11y: a long text scrolls and the keyboard must reach it */}
      <pre
        className={classes.text}
        role="group"
        lang={languages[0]}
        aria-label={say('screen.agreements.text.title')}
        tabIndex={0}
      >
        {text}
      </pre>
      {/* biome-ignore-end lint/a11y: see above */}
      <Cluster>
        <strong>{say('screen.agreements.text.digest')}</strong>
        {own.data !== undefined && (
          <Status tone={own.data === digest ? 'good' : 'bad'}>
            {say(`screen.agreements.text.${own.data === digest ? 'holds' : 'broken'}`)}
          </Status>
        )}
      </Cluster>
      <CopyBlock label={say('screen.agreements.text.digest')} text={digest} />
    </div>
  );
}

async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
