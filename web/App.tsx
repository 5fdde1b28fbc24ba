import { keepPreviousData, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { ApiProblem, signInPath } from './api.ts';
import { KitProvider } from './kit/index.ts';
import { reaches, startWorker } from './offline.ts';
import { createAppRouter } from './router.ts';
import { type Caller, homeOf, readSession, rememberLanguage, type Session, writeLanguage } from './session.ts';
import { readWordTable, WordsProvider, type WordTable } from './words.tsx';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays a refusal; only a lost connection is worth another try.
      retry: (count, error) => count < 2 && error instanceof ApiProblem && error.body.code === 'web/unreachable',
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      // Without a connection the service worker answers, or the screen says that there is none.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

/** The one screen that needs nobody to be signed in: outside the router, whose every screen has a caller. */
const OPEN = '/evidence';
const EvidenceScreen = lazy(() =>
  import('./routes/evidence/Evidence.tsx').then((loaded) => ({ default: loaded.EvidenceScreen })),
);

export function App({ nonce }: { nonce: string }) {
  return (
    <QueryClientProvider client={queries}>
      <KitProvider nonce={nonce}>
        <Start />
      </KitProvider>
    </QueryClientProvider>
  );
}

/** An officer's desk keeps what it reads: known by its address, before it is known who is here. */
const desk = location.pathname.startsWith('/desk')
  ? import('./outbox/begin.ts').then(({ beginDesk }) => beginDesk())
  : undefined;

async function start(): Promise<Session> {
  const open = await desk;
  const session = await readSession();
  if (session.caller && homeOf(session.caller) === '/desk') void open?.(session, reaches());
  return session;
}

/** Finds out who is here and in which language; without a caller there is nothing to show but the sign-in page. */
function Start() {
  const session = useQuery({ queryKey: ['session'], queryFn: start, staleTime: Number.POSITIVE_INFINITY });
  const [chosen, setChosen] = useState<string>();
  const language = chosen ?? session.data?.language;
  const words = useQuery({
    queryKey: ['words', language],
    queryFn: () => readWordTable(language ?? ''),
    enabled: language !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
  const open = location.pathname === OPEN;
  const signedOut = session.data?.caller === null && !open;
  useEffect(() => {
    if (signedOut) location.assign(signInPath());
  }, [signedOut]);
  useEffect(() => {
    // Only once the words have come: a page must not say that it is in a language that it is not in.
    if (language && words.data && !words.isPlaceholderData) document.documentElement.lang = language;
  }, [language, words.data, words.isPlaceholderData]);

  const failure = session.error ?? words.error;
  if (failure) return <Unreachable error={failure} />;
  if (!session.data || !language || !words.data) return null;
  const change = (next: string) => {
    rememberLanguage(next);
    // Whoever is signed in is written to in it too; where that cannot be kept now, the screens have it all the same.
    if (session.data?.caller) void writeLanguage(next).catch(() => {});
    setChosen(next);
    // Everything the server has put into words is in the old language.
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'words' });
  };
  const { caller, languages, country } = session.data;
  if (open)
    return (
      <WordsProvider language={language} table={words.data} timeZone={country.timeZone}>
        <Suspense>
          <EvidenceScreen languages={languages} onLanguage={change} caller={caller} />
        </Suspense>
      </WordsProvider>
    );
  if (!caller) return null;
  return <Signed session={{ ...session.data, caller }} {...{ language, change }} table={words.data} />;
}

/** What the service worker keeps for a time without a connection. */
function isKept({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  const [area, what] = queryKey;
  return area === 'session' || area === 'words' || (area === 'me' && (what === 'record' || what === 'account'));
}

interface SignedProps {
  session: Session & { caller: Caller };
  language: string;
  table: WordTable;
  change: (language: string) => void;
}

function Signed({ session, language, table, change }: SignedProps) {
  // The router keeps its place over a change of language: only its context is new.
  const [router] = useState(() => createAppRouter({ session, onLanguage: change }));
  const context = useMemo(() => ({ session, onLanguage: change }), [session, change]);
  const { caller } = session;
  const shown = useRef(caller);
  useEffect(() => {
    // The router asks for its context only when it loads: the frame must say at once as whom one acts now.
    if (shown.current !== caller) void router.invalidate();
    shown.current = caller;
  }, [caller, router]);
  const home = homeOf(caller);
  useEffect(() => {
    if (home === '/me') void startWorker(home, () => void queries.invalidateQueries({ predicate: isKept }));
    if (home === '/desk') void startWorker(home, () => {});
  }, [home]);
  return (
    <WordsProvider language={language} table={table} timeZone={session.country.timeZone}>
      <RouterProvider router={router} context={context} />
    </WordsProvider>
  );
}

/** Before any words have come there is no language to speak: the server's own sentence, or the bare fact in three. */
function Unreachable({ error }: { error: unknown }) {
  const body = error instanceof ApiProblem ? error.body : undefined;
  return (
    <main role="alert" style={{ maxWidth: '36rem', margin: '4rem auto', padding: '0 1rem' }}>
      <h1>Dancu</h1>
      {body?.title ? (
        <p>{body.title}</p>
      ) : (
        <>
          <p lang="vi">Chưa kết nối được với máy chủ. Hãy tải lại trang.</p>
          <p lang="en">The server cannot be reached. Please reload the page.</p>
          <p lang="fr">Le serveur est injoignable. Rechargez la page.</p>
        </>
      )}
    </main>
  );
}
