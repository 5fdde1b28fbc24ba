import { Link } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { forgetKept, useAsOf, useUnsent } from '../offline.ts';
import { useWords } from '../words.tsx';
import { Button } from './Button.tsx';
import { Drawer } from './Drawer.tsx';
import { Icon, type IconName } from './Icon.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';
import { Cluster, Stack } from './layout.tsx';
import classes from './Shell.module.css';

export interface NavigationItem {
  to: string;
  label: string;
  icon: IconName;
  /** Lit only on this very path, not on those below it. */
  exact?: boolean;
  /** Stands under the thumb on a small screen, where not all of them do. */
  thumb?: boolean;
}

interface ShellProps {
  /** The country, in the reader's language. */
  country: string;
  home: string;
  person: { name: string; role: string; place?: string | undefined };
  navigation: readonly NavigationItem[];
  languages: readonly string[];
  onLanguage: (language: string) => void;
  /** Says that all persons are synthetic. */
  demonstration: boolean;
  /** As whom one acts, and the way to change it. */
  acting?: ReactNode;
  /** Acts for another now: must be in sight on every screen, however small. */
  represents?: boolean;
  /** How the line stands, where an area has its own way to say it. */
  line?: ReactNode;
  children: ReactNode;
}

/** The frame: who one is, where one can go, in which language. Bottom bar on small screens, side bar on wide ones. */
export function Shell({
  country,
  home,
  person,
  navigation,
  languages,
  onLanguage,
  demonstration,
  acting,
  represents = false,
  line = <Offline />,
  children,
}: ShellProps) {
  const { say, language } = useWords();
  const [accountOpen, setAccountOpen] = useState(false);
  // More than five targets do not fit under a thumb: the bar then shows the marked ones or four, and the drawer all.
  const marked = navigation.filter(({ thumb }) => thumb);
  const bar = marked.length > 0 ? marked : navigation.length > 5 ? navigation.slice(0, 4) : navigation;
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#main">
        {say('kit.shell.skip')}
      </a>
      <header className={classes.top}>
        <Link to={home} className={classes.brand}>
          <Mark />
          <span>
            <strong>Dancu</strong>
            <small>{country}</small>
          </span>
        </Link>
        <div className={classes.wide}>
          {acting}
          <LanguageChoice languages={languages} language={language} onLanguage={onLanguage} />
          <Person {...person} />
          <SignOut />
        </div>
        <button type="button" className={classes.account} onClick={() => setAccountOpen(true)} aria-haspopup="dialog">
          <Icon name="menu" />
          <span>{say('kit.shell.account')}</span>
        </button>
      </header>
      {represents && <div className={classes.acting}>{acting}</div>}
      {line}
      {demonstration && <aside className={classes.demonstration}>{say('kit.shell.demonstration')}</aside>}
      <div className={classes.body}>
        <nav className={classes.side} aria-label={say('kit.shell.navigation')}>
          <Items items={navigation} />
        </nav>
        <main id="main" className={classes.main} tabIndex={-1}>
          {children}
        </main>
      </div>
      <nav className={classes.bar} aria-label={say('kit.shell.navigation')}>
        <Items items={bar} />
      </nav>
      <Drawer open={accountOpen} title={person.name} place="foot" onClose={() => setAccountOpen(false)}>
        <p>
          {person.role}
          {person.place && ` · ${person.place}`}
        </p>
        {!represents && acting}
        {bar.length < navigation.length && (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside are what is pressed; the click that bubbles closes
          <nav className={classes.sheet} aria-label={say('kit.shell.navigation')} onClick={() => setAccountOpen(false)}>
            <Items items={navigation} />
          </nav>
        )}
        <LanguageChoice languages={languages} language={language} onLanguage={onLanguage} />
        <SignOut />
      </Drawer>
    </div>
  );
}

function Items({ items }: { items: readonly NavigationItem[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.to}>
          <Link to={item.to} activeOptions={{ exact: item.exact ?? false }} className={classes.item}>
            <Icon name={item.icon} size={22} />
            <span>{item.label}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Person({ name, role, place }: ShellProps['person']) {
  return (
    <p className={classes.person}>
      <strong>{name}</strong>
      <small>
        {role}
        {place && ` · ${place}`}
      </small>
    </p>
  );
}

/**
 * A form and not a request by script: leaving must work when all else fails. Nothing stays on a shared computer but what
 * waits to be sent, sealed; whoever leaves such acts behind is asked first.
 */
function SignOut() {
  const { say, number } = useWords();
  const unsent = useUnsent();
  const [asking, setAsking] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const leave = () => {
    sessionStorage.clear();
    void forgetKept().finally(() => form.current?.submit());
  };
  return (
    <form
      ref={form}
      method="post"
      action="/sign-out"
      onSubmit={(event) => {
        event.preventDefault();
        if (unsent > 0) setAsking(true);
        else leave();
      }}
    >
      <button type="submit" className={classes.leave}>
        <Icon name="leave" size={18} />
        {say('kit.shell.signOut')}
      </button>
      <Drawer open={asking} title={say('kit.shell.leaving.title')} place="centre" onClose={() => setAsking(false)}>
        <Stack>
          <p>{say('kit.shell.leaving.text', { count: number(unsent) })}</p>
          <Cluster>
            <Button onClick={leave}>{say('kit.shell.leaving.leave')}</Button>
            <Button onClick={() => setAsking(false)}>{say('kit.shell.leaving.stay')}</Button>
          </Cluster>
        </Stack>
      </Drawer>
    </form>
  );
}

/** Without a connection what is shown is what was kept. */
function Offline() {
  const { say, moment } = useWords();
  const asOf = useAsOf();
  return (
    <div role="status">
      {asOf && (
        <p className={classes.offline}>
          <Icon name="offline" size={18} /> {say('kit.shell.offline', { time: moment(asOf) })}
        </p>
      )}
    </div>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="36" height="36" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#14564f" />
      <g fill="none" stroke="#f3e6c8" strokeWidth="1.8">
        <circle cx="16" cy="16" r="3" />
        <circle cx="16" cy="16" r="7" strokeDasharray="2.2 1.46" />
        <circle cx="16" cy="16" r="11" />
      </g>
    </svg>
  );
}
