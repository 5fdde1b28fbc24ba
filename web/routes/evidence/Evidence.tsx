import { type DragEvent, useState } from 'react';
import { type EvidenceVerdict, verifyEvidence } from '#libs/evidence';
import { LanguageChoice, Page, Panel, Stack, TextField } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import classes from './Evidence.module.css';
import { Finding } from './Finding.tsx';

interface EvidenceProps {
  languages: readonly string[];
  onLanguage: (language: string) => void;
}

/** Whether evidence holds, for whoever was given a file: without signing in, computed here, nothing sent. */
export function EvidenceScreen({ languages, onLanguage }: EvidenceProps) {
  const { say, language } = useWords();
  const [text, setText] = useState<string>();
  const [key, setKey] = useState('');
  const [verdict, setVerdict] = useState<EvidenceVerdict>();

  async function check(document: string, logKey: string): Promise<void> {
    const trusted = logKey.trim();
    setVerdict(await verifyEvidence(document, trusted ? { logKeys: [trusted] } : {}));
  }
  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    const document = await file.text();
    setText(document);
    await check(document, key);
  }
  function drop(event: DragEvent): void {
    event.preventDefault();
    void take(event.dataTransfer.files[0]);
  }

  return (
    <div className={classes.frame}>
      <header className={classes.top}>
        <a href="/" className={classes.brand}>
          Dancu
        </a>
        <LanguageChoice languages={languages} language={language} onLanguage={onLanguage} />
      </header>
      <main>
        <Page
          title={say('screen.evidence.title')}
          lead={say('screen.evidence.lead')}
          error={verdict?.verdict === 'broken'}
        >
          <Stack gap="large">
            <Panel>
              <Stack>
                {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the field in it is the first */}
                <div className={classes.drop} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
                  <label htmlFor="file" className={classes.label}>
                    {say('screen.evidence.choose')}
                  </label>
                  <p id="file-hint" className={classes.hint}>
                    {say('screen.evidence.chooseHint')}
                  </p>
                  <input
                    id="file"
                    type="file"
                    accept="application/json,.json"
                    aria-describedby="file-hint"
                    className={classes.file}
                    onChange={(event) => void take(event.currentTarget.files?.[0])}
                  />
                </div>
                <TextField
                  id="logKey"
                  label={say('screen.evidence.key')}
                  hint={say('screen.evidence.keyHint')}
                  optional
                  mono
                  maxLength={400}
                  value={key}
                  onChange={(value) => {
                    setKey(value);
                    if (text !== undefined) void check(text, value);
                  }}
                />
              </Stack>
            </Panel>
            {verdict && text !== undefined && <Finding verdict={verdict} text={text} trusted={key.trim() !== ''} />}
          </Stack>
        </Page>
      </main>
    </div>
  );
}
