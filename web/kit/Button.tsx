import { Button as MantineButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from './Button.module.css';
import { Icon, type IconName } from './Icon.tsx';

interface ButtonProps {
  children: ReactNode;
  /** One `primary` a screen; `quiet` looks like a link; `danger` for what cannot be undone. */
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  icon?: IconName;
  type?: 'button' | 'submit';
  onClick?: (() => void) | undefined;
  /** A path inside the application. */
  to?: string;
  /** Values of the path's `$parameters`. */
  params?: Record<string, string>;
  search?: Record<string, unknown>;
  /** While true the button shows that it works, and does nothing again. */
  busy?: boolean;
  disabled?: boolean;
  small?: boolean;
  full?: boolean;
  /** What the words alone do not say ("Correct: date of birth"); must begin with the words. */
  label?: string;
  expanded?: boolean;
}

const LOOK = {
  primary: { variant: 'filled', color: 'accent' },
  secondary: { variant: 'default', color: 'accent' },
  quiet: { variant: 'subtle', color: 'accent' },
  danger: { variant: 'filled', color: 'bad' },
} as const;

export function Button({
  children,
  kind = 'secondary',
  icon,
  type = 'button',
  to,
  params,
  search,
  ...rest
}: ButtonProps) {
  const { busy = false, disabled = false, small = false, full = false, label, expanded, onClick } = rest;
  const shared = {
    ...LOOK[kind],
    className: classes.button,
    'data-kind': kind,
    'data-small': small || undefined,
    fullWidth: full,
    leftSection: icon ? <Icon name={icon} size={small ? 17 : 20} /> : undefined,
    'aria-label': label,
  };
  if (to !== undefined) {
    return (
      <MantineButton
        {...shared}
        renderRoot={(props) => <Link {...props} to={to} params={params ?? {}} search={search ?? {}} />}
      >
        {children}
      </MantineButton>
    );
  }
  return (
    <MantineButton
      {...shared}
      type={type}
      onClick={onClick}
      loading={busy}
      disabled={disabled}
      aria-busy={busy || undefined}
      aria-expanded={expanded}
    >
      {children}
    </MantineButton>
  );
}
