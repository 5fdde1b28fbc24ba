let capacity = 64;
let beforeLast = new Uint16Array(capacity);
let last = new Uint16Array(capacity);
let current = new Uint16Array(capacity);

function makeRoom(columns: number): void {
  if (columns <= capacity) return;
  while (capacity < columns) capacity *= 2;
  beforeLast = new Uint16Array(capacity);
  last = new Uint16Array(capacity);
  current = new Uint16Array(capacity);
}

/**
 * Edits between two strings (optimal string alignment: insert, delete, substitute, swap two neighbours; no stretch edited
 * twice), in code units. Returns the distance when it is at most `max`, else `max + 1`. Only cells within `max` of the
 * diagonal are looked at; nothing is allocated.
 */
export function editDistanceAtMost(a: string, b: string, max: number): number {
  if (a === b) return 0;
  if (a.length > b.length) return editDistanceAtMost(b, a, max);
  let aEnd = a.length;
  let bEnd = b.length;
  if (max <= 0 || bEnd - aEnd > max) return max + 1;
  while (aEnd > 0 && a.charCodeAt(aEnd - 1) === b.charCodeAt(bEnd - 1)) {
    aEnd--;
    bEnd--;
  }
  let start = 0;
  while (start < aEnd && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  const rows = aEnd - start;
  const columns = bEnd - start;
  if (rows === 0) return columns;

  makeRoom(columns + 2);
  const beyond = max + 1;
  for (let column = 0; column <= columns && column <= beyond; column++) last[column] = column;
  for (let row = 1; row <= rows; row++) {
    const unit = a.charCodeAt(start + row - 1);
    const from = row > max ? row - max : 1;
    const to = Math.min(row + max, columns);
    current[from - 1] = from === 1 ? row : beyond;
    let best = current[from - 1]!;
    for (let column = from; column <= to; column++) {
      const other = b.charCodeAt(start + column - 1);
      let edits = last[column - 1]! + (unit === other ? 0 : 1);
      if (current[column - 1]! + 1 < edits) edits = current[column - 1]! + 1;
      if (last[column]! + 1 < edits) edits = last[column]! + 1;
      if (
        row > 1 &&
        column > 1 &&
        unit === b.charCodeAt(start + column - 2) &&
        other === a.charCodeAt(start + row - 2) &&
        beforeLast[column - 2]! + 1 < edits
      ) {
        edits = beforeLast[column - 2]! + 1;
      }
      current[column] = edits;
      if (edits < best) best = edits;
    }
    if (best > max) return beyond;
    if (to < columns) current[to + 1] = beyond;
    const spare = beforeLast;
    beforeLast = last;
    last = current;
    current = spare;
  }
  return Math.min(last[columns]!, beyond);
}

/** Whether at most one typing error lies between the two: an insertion, deletion, substitution or swap of neighbours. */
export function isWithinOneEdit(a: string, b: string): boolean {
  if (a.length > b.length) return isWithinOneEdit(b, a);
  const surplus = b.length - a.length;
  if (surplus > 1) return false;
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === a.length) return true;
  let left = a.length - 1;
  while (left >= at && a.charCodeAt(left) === b.charCodeAt(left + surplus)) left--;
  if (surplus === 1) return left < at;
  if (left === at) return true;
  return left === at + 1 && a.charCodeAt(at) === b.charCodeAt(left) && a.charCodeAt(left) === b.charCodeAt(at);
}
