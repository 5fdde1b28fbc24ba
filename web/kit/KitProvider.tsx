import './mantine.css';
import './fonts.css';
import './base.css';
import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { Announcer } from './announce.tsx';
import { resolveVariables, theme } from './theme.ts';

interface KitProviderProps {
  /** The nonce of this answer's content security policy: the library writes its variables into a style element. */
  nonce: string;
  children: ReactNode;
}

export function KitProvider({ nonce, children }: KitProviderProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      forceColorScheme="light"
      getStyleNonce={() => nonce}
    >
      {children}
      <Announcer />
    </MantineProvider>
  );
}
