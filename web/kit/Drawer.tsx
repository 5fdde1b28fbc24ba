import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useWords } from '../words.tsx';
import classes from './Drawer.module.css';
import { Icon } from './Icon.tsx';

interface DrawerProps {
  open: boolean;
  title: string;
  onClose: () => void;
  /** `side`: from the right, for acts; `centre`: a question; `foot`: from below, for menus on a phone. */
  place?: 'side' | 'centre' | 'foot';
  /** Buttons that stay in sight. */
  footer?: ReactNode;
  children: ReactNode;
}

/** A modal of the browser's own making: it keeps focus inside, closes with Escape and gives focus back. */
export function Drawer({ open, title, onClose, place = 'side', footer, children }: DrawerProps) {
  const { say } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; the click is on the ground behind
    <dialog
      ref={dialog}
      className={classes.dialog}
      data-place={place}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      {open && (
        <div className={classes.box}>
          <header className={classes.header}>
            <h2 id={heading} className={classes.title}>
              {title}
            </h2>
            <button type="button" className={classes.close} onClick={() => dialog.current?.close()}>
              <Icon name="close" />
              <span className="unseen">{say('kit.drawer.close')}</span>
            </button>
          </header>
          <div className={classes.body}>{children}</div>
          {footer && <footer className={classes.footer}>{footer}</footer>}
        </div>
      )}
    </dialog>
  );
}
