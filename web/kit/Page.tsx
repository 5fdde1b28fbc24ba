import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../words.tsx';
import { Icon } from './Icon.tsx';
import { hasNavigated } from './navigated.ts';
import classes from './Page.module.css';
import { TextLink } from './TextLink.tsx';

interface PageProps {
  title: string;
  /** One or two sentences: what this is for. */
  lead?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  back?: { to: string; label: string; params?: Record<string, string>; search?: Record<string, unknown> };
  /** Puts "Error:" before the document's title. */
  error?: boolean;
  /** `question`: a narrow column, one question a page. */
  width?: 'question' | 'reading' | 'wide';
  /** Changes when a new question takes the place of the last one on the same route: the title then takes focus. */
  step?: string;
  children: ReactNode;
}

/** A screen: document title, heading that takes focus after navigation, content. Exactly one on the page. */
export function Page({ title, lead, actions, back, error = false, width = 'reading', step = '', children }: PageProps) {
  const { say } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const lastStep = useRef<string | null>(null);
  useEffect(() => {
    document.title = `${error ? `${say('kit.page.error')}: ` : ''}${title} – Dancu`;
  }, [title, error, say]);
  useEffect(() => {
    const moved = lastStep.current === null ? hasNavigated() : lastStep.current !== step;
    lastStep.current = step;
    // The router restores the scroll position itself.
    if (moved) heading.current?.focus({ preventScroll: true });
  }, [step]);
  return (
    <div className={classes.page} data-width={width}>
      {back && (
        <p className={classes.back}>
          <TextLink to={back.to} params={back.params} search={back.search}>
            <Icon name="back" size={18} /> {back.label}
          </TextLink>
        </p>
      )}
      <header className={classes.header}>
        <div className={classes.words}>
          <h1 ref={heading} tabIndex={-1} className={classes.title}>
            {title}
          </h1>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
