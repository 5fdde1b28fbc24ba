/** A list of members as organisations keep them, read piece by piece from a file of any size. Runs in browsers too. */
export {
  type Columns,
  type ListHead,
  type MemberRow,
  NEEDED,
  type Piece,
  ROLES,
  type Role,
  readDay,
  readListHead,
  readPieces,
  recogniseColumns,
} from './list.ts';
