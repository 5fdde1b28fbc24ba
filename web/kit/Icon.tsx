import {
  IconAlertTriangle,
  IconArrowLeft,
  IconArrowRight,
  IconBuilding,
  IconCalendar,
  IconCheck,
  IconChevronDown,
  IconClipboardList,
  IconClock,
  IconDownload,
  IconEye,
  IconFileCertificate,
  IconFileText,
  IconGitMerge,
  IconHistory,
  IconHome,
  IconId,
  IconKey,
  IconList,
  IconLogout,
  IconMenu2,
  IconPencil,
  IconPlus,
  IconScale,
  IconSearch,
  IconShieldCheck,
  IconTerminal2,
  IconUser,
  IconUsers,
  IconX,
} from '@tabler/icons-react';

const icons = {
  alert: IconAlertTriangle,
  back: IconArrowLeft,
  forward: IconArrowRight,
  building: IconBuilding,
  calendar: IconCalendar,
  check: IconCheck,
  down: IconChevronDown,
  queue: IconClipboardList,
  clock: IconClock,
  download: IconDownload,
  look: IconEye,
  certificate: IconFileCertificate,
  document: IconFileText,
  merge: IconGitMerge,
  history: IconHistory,
  home: IconHome,
  record: IconId,
  key: IconKey,
  list: IconList,
  leave: IconLogout,
  menu: IconMenu2,
  correct: IconPencil,
  add: IconPlus,
  law: IconScale,
  search: IconSearch,
  proof: IconShieldCheck,
  terminal: IconTerminal2,
  person: IconUser,
  people: IconUsers,
  close: IconX,
};

export type IconName = keyof typeof icons;

interface IconProps {
  name: IconName;
  /** In pixels at the usual text size. */
  size?: number;
}

/** A picture beside words, never instead of them: it is hidden from readers of the screen. */
export function Icon({ name, size = 20 }: IconProps) {
  const Drawing = icons[name];
  return <Drawing size={`${size / 17}rem`} stroke={1.7} aria-hidden focusable={false} style={{ flex: 'none' }} />;
}
