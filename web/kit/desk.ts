/** Pieces for officials', agencies' and auditors' screens: kept apart so that citizens do not load them. */
export { ChoiceField } from './ChoiceField.tsx';
export { CopyBlock } from './CopyBlock.tsx';
export { type Column, LoadedTable, Table } from './Table.tsx';
export { type Tab, Tabs } from './Tabs.tsx';
export { useSlashFocus } from './useSlashFocus.ts';
