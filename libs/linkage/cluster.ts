/** A pair that is held for one person. */
export interface Edge {
  readonly left: number;
  readonly right: number;
  readonly weight: number;
}

/** Weights of pairs that no rule has let through, asked only inside a group that links have already joined. */
export type WeightOf = (left: number, right: number) => number;

export interface ClusterOptions {
  /** The weight from which a pair is a link. */
  readonly threshold: number;
  /** The mean weight between two groups, over all their pairs, below which a link does not join them. Default: no guard. */
  readonly guard?: number;
  readonly weightOf?: WeightOf;
}

/**
 * How far the mean between two groups may lie below what one pair needs: of many records some leave out what others tell, and what
 * is absent speaks for nobody.
 */
const GROUPS_BELOW = 4;

/** The mean weight from which a link joins two groups. */
export const guardOf = (threshold: number) => threshold - GROUPS_BELOW;

/** Pairs between two groups that are looked at before they are joined: a large group is judged by a sample. */
const MOST_PAIRS = 64;

/**
 * Groups of records of one person: the transitive closure of the links, strongest first, except that two groups whose
 * members contradict each other on the whole are kept apart however strong the one link between them (chaining).
 * @returns for each of the `count` records the smallest index in its group; the same for any order of the edges
 */
export function cluster(count: number, edges: readonly Edge[], options: ClusterOptions): Uint32Array {
  const { threshold, guard, weightOf } = options;
  const parent = Uint32Array.from({ length: count }, (_, at) => at);
  const members = new Map<number, number[]>();
  const find = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root]!;
    for (let walk = at; walk !== root; ) [walk, parent[walk]] = [parent[walk]!, root];
    return root;
  };
  const membersOf = (root: number) => members.get(root) ?? [root];
  const strong = edges
    .filter(({ weight, left, right }) => weight >= threshold && left !== right)
    .sort((a, b) => b.weight - a.weight || a.left - b.left || a.right - b.right);
  for (const { left, right } of strong) {
    const [one, other] = [find(left), find(right)];
    if (one === other) continue;
    const [ones, others] = [membersOf(one), membersOf(other)];
    if (guard !== undefined && weightOf && ones.length + others.length > 2) {
      if (meanBetween(ones, others, weightOf) < guard) continue;
    }
    const [root, child] = one < other ? [one, other] : [other, one];
    parent[child] = root;
    members.set(root, [...ones, ...others]);
    members.delete(child);
  }
  return Uint32Array.from(parent, (_, at) => find(at));
}

function meanBetween(ones: readonly number[], others: readonly number[], weightOf: WeightOf): number {
  const pairs = ones.length * others.length;
  const step = Math.max(1, Math.floor(pairs / MOST_PAIRS));
  let sum = 0;
  let looked = 0;
  for (let pair = 0; pair < pairs; pair += step, looked++) {
    sum += weightOf(ones[Math.floor(pair / others.length)]!, others[pair % others.length]!);
  }
  return sum / looked;
}

/**
 * Of the edges those that give each record at most one partner: the strongest of all first, then the strongest of what is
 * left. Ties by index, so the same for any order of the edges.
 */
export function assignOneToOne<E extends Edge>(edges: readonly E[]): E[] {
  const lefts = new Set<number>();
  const rights = new Set<number>();
  const kept: E[] = [];
  for (const edge of [...edges].sort((a, b) => b.weight - a.weight || a.left - b.left || a.right - b.right)) {
    if (lefts.has(edge.left) || rights.has(edge.right)) continue;
    lefts.add(edge.left);
    rights.add(edge.right);
    kept.push(edge);
  }
  return kept;
}
