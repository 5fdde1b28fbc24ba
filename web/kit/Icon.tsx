import {
  IconAlertTriangle,
  IconArrowLeft,
  IconArrowRight,
  IconBell,
  IconBuilding,
  IconCalendar,
  IconCheck,
  IconChevronDown,
  IconClipboardList,
  IconClock,
  IconDeviceMobile,
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
  IconLock,
  IconLogout,
  IconMenu2,
  IconPencil,
  IconPlus,
  IconScale,
  IconSearch,
  IconSettings,
  IconShield,
  IconShieldCheck,
  IconTerminal2,
  IconUser,
  IconUsers,
  IconWifiOff,
  IconX,
} from '@tabler/icons-react';

const icons = {
  alert: IconAlertTriangle,
  back: IconArrowLeft,
  forward: IconArrowRight,
  bell: IconBell,
  building: IconBuilding,
  calendar: IconCalendar,
  check: IconCheck,
  down: IconChevronDown,
  queue: IconClipboardList,
  clock: IconClock,
  device: IconDeviceMobile,
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
  lock: IconLock,
  leave: IconLogout,
  menu: IconMenu2,
  correct: IconPencil,
  add: IconPlus,
  law: IconScale,
  search: IconSearch,
  settings: IconSettings,
  shield: IconShield,
  proof: IconShieldCheck,
  terminal: IconTerminal2,
  person: IconUser,
  people: IconUsers,
  offline: IconWifiOff,
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
