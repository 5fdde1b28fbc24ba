import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from './TextLink.module.css';

interface TextLinkProps {
  /** A path inside the application. */
  to: string;
  params?: Record<string, string> | undefined;
  search?: Record<string, unknown> | undefined;
  /** What the words alone do not say; must begin with the words. */
  label?: string | undefined;
  children: ReactNode;
}

export function TextLink({ to, params, search, label, children }: TextLinkProps) {
  return (
    <Link className={classes.link} to={to} params={params ?? {}} search={search ?? {}} aria-label={label}>
      {children}
    </Link>
  );
}
