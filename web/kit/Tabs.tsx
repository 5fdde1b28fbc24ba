import '@mantine/core/styles/Tabs.layer.css';
import { Tabs as MantineTabs } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Tabs.module.css';

export interface Tab {
  id: string;
  label: string;
  content: ReactNode;
}

interface TabsProps {
  /** What the tabs part, for readers of the screen. */
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (id: string) => void;
}

/** Views of one thing. The open one belongs into the address, so that a link and "back" work. */
export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  return (
    <MantineTabs value={value} onChange={(id) => id !== null && onChange(id)} keepMounted={false}>
      <MantineTabs.List aria-label={label} className={classes.list}>
        {tabs.map((tab) => (
          <MantineTabs.Tab key={tab.id} value={tab.id} className={classes.tab}>
            {tab.label}
          </MantineTabs.Tab>
        ))}
      </MantineTabs.List>
      {tabs.map((tab) => (
        <MantineTabs.Panel key={tab.id} value={tab.id} className={classes.panel}>
          {tab.content}
        </MantineTabs.Panel>
      ))}
    </MantineTabs>
  );
}
