import { Disclosure, Panel, Stack, TextLink, Timeline } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { ChangeList } from './ChangeList.tsx';
import type { Side, Versions } from './data.ts';
import { SignatureList } from './SignatureList.tsx';
import { SignedText } from './SignedText.tsx';

type Version = Versions['versions'][number];

/** How an agreement came to what it says: what each version changed, and the text and signatures that it rests on. */
export function VersionList({ side, versions }: { side: Side; versions: readonly Version[] }) {
  const { say, moment } = useWords();
  return (
    <Panel title={say('screen.agreements.versions')}>
      <Timeline
        items={versions.map((version, index) => ({
          id: String(version.version),
          when: moment(version.recordedAt),
          title: say('screen.agreements.version', { version: version.version, what: sayWhat(version, say) }),
          past: index > 0,
          body: <VersionBody side={side} version={version} before={versions[index + 1]} />,
        }))}
      />
    </Panel>
  );
}

/** What a version was made for. */
function sayWhat({ state, stateBefore, changes, version }: Version, say: (key: string) => string): string {
  if (stateBefore !== undefined) return say(`screen.agreements.became.${state}`);
  return say(`screen.agreements.became.${version === 1 || changes.length === 0 ? 'made' : 'changed'}`);
}

function VersionBody({ side, version, before }: { side: Side; version: Version; before: Version | undefined }) {
  const { say } = useWords();
  const { changes, text, digest, signatures = [], draft } = version;
  const to = side === 'agency' ? '/agency/agreements/drafts/$draft' : '/desk/agreements/drafts/$draft';
  return (
    <Stack>
      {changes.length > 0 && <ChangeList changes={changes} sides={[before?.terms, version.terms]} />}
      {text !== undefined && digest !== undefined && (
        <Disclosure summary={say('screen.agreements.textAndSignatures')}>
          <Stack>
            <SignatureList signatures={signatures} />
            <SignedText text={text} digest={digest} />
            {draft !== undefined && (
              <p>
                <TextLink to={to} params={{ draft }}>
                  {say('screen.agreements.openDraft')}
                </TextLink>
              </p>
            )}
          </Stack>
        </Disclosure>
      )}
    </Stack>
  );
}
