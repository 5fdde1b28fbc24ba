import { useQuery } from '@tanstack/react-query';
import { type DragEvent, useEffect, useState } from 'react';
import { type EvidenceVerdict, readPackage, verifyEvidence } from '#libs/evidence';
import { FileField, LanguageChoice, Notice, Page, Panel, Stack, TextField } from '../../kit/index.ts';
import type { Caller } from '../../session.ts';
import { useWords } from '../../words.tsx';
import { BatchPart } from './BatchPart.tsx';
import { takeEvidence } from './download.ts';
import classes from './Evidence.module.css';
import { Finding } from './Finding.tsx';
import { ReferencePanel } from './ReferencePanel.tsx';
import { readReference, wayOf } from './reference.ts';

interface EvidenceProps {
  languages: readonly string[];
  onLanguage: (language: string) => void;
  /** Who is signed in, if anybody: nobody needs to be. */
  caller: Caller | null;
}

/** Whether evidence holds, for whoever was given a file: without signing in, computed here, nothing sent. */
export function EvidenceScreen({ languages, onLanguage, caller }: EvidenceProps) {
  const { say, language } = useWords();
  const reference = readReference(location.search);
  const way = wayOf(caller);
  const taken = useQuery({
    queryKey: ['evidence', reference],
    queryFn: async () => JSON.stringify(await takeEvidence(way!, reference!), null, 2),
    // To an agency it tells nothing new. For others it is a look that the person concerned finds: only when they say so.
    enabled: Boolean(reference) && way === '/api/agency/evidence',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const [chosen, setChosen] = useState<string>();
  const [key, setKey] = useState('');
  const [digest, setDigest] = useState<string>();
  const text = chosen ?? taken.data;
  const verdict = useVerdict(text, key.trim(), digest);

  const take = async (file: File | undefined) => {
    setDigest(undefined);
    setChosen(await file?.text());
  };
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
            {reference === '' && (
              <Notice tone="wait" title={say('screen.evidence.reference.malformed')}>
                <p>{say('screen.evidence.reference.malformedText')}</p>
              </Notice>
            )}
            {reference && <ReferencePanel reference={reference} caller={caller} taken={taken} way={way} />}
            <Panel>
              <Stack>
                {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the field in it is the first */}
                <div className={classes.drop} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
                  <FileField
                    id="file"
                    label={say('screen.evidence.choose')}
                    hint={say('screen.evidence.chooseHint')}
                    accept="application/json,.json"
                    onChange={(file) => void take(file)}
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
                  onChange={setKey}
                />
              </Stack>
            </Panel>
            {verdict && text !== undefined && (
              <>
                {reference && <OtherLine asked={reference} text={text} />}
                <Finding verdict={verdict} text={text} trusted={key.trim() !== ''} />
                {verdict.facts?.batch && <BatchPart batch={verdict.facts.batch} onDigest={setDigest} />}
              </>
            )}
          </Stack>
        </Page>
      </main>
    </div>
  );
}

/** Computed anew for each file, each key of the log, each digest of a file of rows. */
function useVerdict(text: string | undefined, logKey: string, digest: string | undefined): EvidenceVerdict | undefined {
  const [told, setTold] = useState<{ of: string; verdict: EvidenceVerdict }>();
  useEffect(() => {
    if (text === undefined) return;
    let over = false;
    const trust = { ...(logKey ? { logKeys: [logKey] } : {}), ...(digest ? { files: [digest] } : {}) };
    void verifyEvidence(text, trust).then((verdict) => {
      if (!over) setTold({ of: text, verdict });
    });
    return () => {
      over = true;
    };
  }, [text, logKey, digest]);
  return told && told.of === text ? told.verdict : undefined;
}

/** A file that holds may still be about something else than the page in the reader's hand. */
function OtherLine({ asked, text }: { asked: string; text: string }) {
  const { say } = useWords();
  const pack = readPackage(text);
  if (!('format' in pack) || pack.reference === asked) return null;
  return (
    <Notice tone="bad" title={say('screen.evidence.reference.other')}>
      <p>{say('screen.evidence.reference.otherText', { given: pack.reference })}</p>
    </Notice>
  );
}
