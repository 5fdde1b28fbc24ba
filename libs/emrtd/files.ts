/** The files of an eMRTD (LDS 1.7, Doc 9303-10): number, tag, file id and short id. */
export interface FileKind {
  name: FileName;
  /** The data group's number; undefined for what is no data group. */
  group: number | undefined;
  /** The tag that the whole file is; undefined for EF.CardAccess, a bare SET. */
  tag: number | undefined;
  id: number;
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
export type FileName = GroupName | 'COM' | 'SOD' | 'CardAccess' | 'CVCA';

/** Tags in the order of the groups: history, not a rule, made them. */
const GROUP_TAGS = [0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70];

export const groupName = (group: number) => `DG${group}` as GroupName;

export const FILES: readonly FileKind[] = [
  { name: 'COM', group: undefined, tag: 0x60, id: 0x011e },
  { name: 'SOD', group: undefined, tag: 0x77, id: 0x011d },
  { name: 'CardAccess', group: undefined, tag: undefined, id: 0x011c },
  // Shares its id with EF.CardAccess, which is outside the application (Doc 9303-11, 7.1.5: EF.CVCA).
  { name: 'CVCA', group: undefined, tag: undefined, id: 0x011c },
  ...GROUP_TAGS.map((tag, index) => ({ name: groupName(index + 1), group: index + 1, tag, id: 0x0101 + index })),
];

export const fileOf = (name: FileName): FileKind => FILES.find((file) => file.name === name)!;
export const groupOfTag = (tag: number): GroupName | undefined =>
  FILES.find((file) => file.group !== undefined && file.tag === tag)?.name as GroupName | undefined;

/** A card's files by name: what personalisation writes and a reader finds. */
export type CardFiles = Partial<Record<FileName, Uint8Array>>;

/** The application of travel documents and identity cards, LDS1. */
export const LDS_APPLICATION = Uint8Array.of(0xa0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01);
