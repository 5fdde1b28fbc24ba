/** The files of an eMRTD (LDS 1.7, Doc 9303-10): number, tag, file id and short id. */
export interface FileKind {
  name: FileName;
  /** The data group's number; undefined for what is no data group. */
  group: number | undefined;
  /** The tag that the whole file is; undefined for what has none of its own. */
  tag: number | undefined;
  id: number;
  shortId: number;
  /** In the master file, outside the application. */
  isOutside: boolean;
}

export type GroupName =
  | 'DG1'
  | 'DG2'
  | 'DG3'
  | 'DG4'
  | 'DG5'
  | 'DG6'
  | 'DG7'
  | 'DG8'
  | 'DG9'
  | 'DG10'
  | 'DG11'
  | 'DG12'
  | 'DG13'
  | 'DG14'
  | 'DG15'
  | 'DG16';
export type FileName = GroupName | 'COM' | 'SOD' | 'CVCA' | OutsideName;
/** `ATR` is EF.ATR/INFO: how long messages may be; `DIR` lists the applications. */
export type OutsideName = 'CardAccess' | 'CardSecurity' | 'ATR' | 'DIR';

/** Tags in the order of the groups: history, not a rule, made them. */
const GROUP_TAGS = [0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70];

export const groupName = (group: number) => `DG${group}` as GroupName;

const inside = (name: FileName, tag: number | undefined, id: number): FileKind => ({
  name,
  group: undefined,
  tag,
  id,
  shortId: id & 0x1f,
  isOutside: false,
});
const outside = (name: OutsideName, id: number): FileKind => ({ ...inside(name, undefined, id), isOutside: true });

export const FILES: readonly FileKind[] = [
  inside('COM', 0x60, 0x011e),
  inside('SOD', 0x77, 0x011d),
  outside('CardAccess', 0x011c),
  outside('CardSecurity', 0x011d),
  outside('ATR', 0x2f01),
  { ...outside('DIR', 0x2f00), shortId: 0x1e },
  // Shares its id with EF.CardAccess, which is outside the application (Doc 9303-11, 7.1.5: EF.CVCA).
  inside('CVCA', undefined, 0x011c),
  ...GROUP_TAGS.map((tag, index) => ({ ...inside(groupName(index + 1), tag, 0x0101 + index), group: index + 1 })),
];

export const fileOf = (name: FileName): FileKind => FILES.find((file) => file.name === name)!;
export const groupOfTag = (tag: number): GroupName | undefined =>
  FILES.find((file) => file.group !== undefined && file.tag === tag)?.name as GroupName | undefined;

/** A card's files by name: what personalisation writes and a reader finds. */
export type CardFiles = Partial<Record<FileName, Uint8Array>>;

/** The application of travel documents and identity cards, LDS1. */
export const LDS_APPLICATION = Uint8Array.of(0xa0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01);
