import { useEffect, useState } from 'react';
import { Button, Cluster, Disclosure, Notice } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from './books.module.css';

interface Look {
  /** Per cent of the pane's width. */
  zoom: number;
  /** Quarters to the right. */
  turns: number;
  /** Per cent. */
  light: number;
}

const AT_FIRST: Look = { zoom: 100, turns: 0, light: 100 };
const within = (least: number, most: number, value: number) => Math.min(most, Math.max(least, value));

const CHANGES = {
  zoomIn: (look: Look) => ({ ...look, zoom: within(50, 500, look.zoom + 25) }),
  zoomOut: (look: Look) => ({ ...look, zoom: within(50, 500, look.zoom - 25) }),
  rotate: (look: Look) => ({ ...look, turns: (look.turns + 1) % 4 }),
  brighter: (look: Look) => ({ ...look, light: within(40, 240, look.light + 20) }),
  darker: (look: Look) => ({ ...look, light: within(40, 240, look.light - 20) }),
  reset: () => AT_FIRST,
} as const;
type Change = keyof typeof CHANGES;

/** By the key's place, for with Alt some keyboards write another letter. */
const KEYS: Readonly<Record<string, Change>> = {
  ArrowUp: 'zoomIn',
  ArrowDown: 'zoomOut',
  KeyR: 'rotate',
  KeyB: 'brighter',
  KeyN: 'darker',
  Digit0: 'reset',
};

interface PageImageProps {
  source: string;
  media: string;
  page: number;
  position: number;
}

/** A page of a book: larger, turned, brighter, by buttons and by keys that work while a field has the cursor. */
export function PageImage({ source, media, page, position }: PageImageProps) {
  const { say } = useWords();
  const [look, setLook] = useState(AT_FIRST);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const change = event.altKey && !event.ctrlKey && !event.metaKey ? KEYS[event.code] : undefined;
      if (!change) return;
      event.preventDefault();
      setLook(CHANGES[change]);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  if (media === 'application/pdf') {
    return (
      <div className={classes.image}>
        <Notice title={say('screen.books.view.pdf')}>
          <a href={source} target="_blank" rel="noopener">
            {say('screen.books.view.openPdf')}
          </a>
        </Notice>
      </div>
    );
  }
  return (
    <div className={classes.image}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className={classes.pane} aria-label={say('screen.books.view.label')} tabIndex={0}>
        <img
          src={source}
          alt={say('screen.books.view.alt', { page, position })}
          data-turned={look.turns % 2 === 1 || undefined}
          data-zoom={look.zoom}
          data-light={look.light}
          style={{
            inlineSize: `${look.zoom}%`,
            transform: `rotate(${look.turns * 90}deg)`,
            filter: `brightness(${look.light}%)`,
          }}
        />
      </section>
      <fieldset className={classes.controls}>
        <legend className="unseen">{say('screen.books.view.controls')}</legend>
        <Cluster>
          {(Object.keys(CHANGES) as Change[]).map((change) => (
            <Button key={change} small onClick={() => setLook(CHANGES[change])}>
              {say(`screen.books.view.${change}`)}
            </Button>
          ))}
        </Cluster>
      </fieldset>
      <Disclosure summary={say('screen.books.view.keys')}>
        <p>{say('screen.books.view.keysText')}</p>
      </Disclosure>
    </div>
  );
}
