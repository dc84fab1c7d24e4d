import type { Extraction } from '../model.ts'

/** What is compared of an extraction: the printed shape, spans left aside. */
export type Key = Pick<
  Extraction,
  'head' | 'tasks' | 'targets' | 'policies' | 'subsidies' | 'commitments' | 'organisations' | 'conflicts'
>

/** Items in the key, items found, items found that agree with the key. */
export interface Count {
  keyed: number
  found: number
  right: number
}

/** Text without spaces and punctuation, full and half width alike. */
function plain(text: string | null | undefined): string {
  return (text ?? '').normalize('NFKC').replace(/[\s\p{P}\p{S}]/gu, (c) => (c === '%' || c === '+' ? c : ''))
}

/** Overlap of the pairs of neighbouring characters, 0 to 1 (Dice). */
export function overlap(a: string, b: string): number {
  const pairs = (s: string) =>
    new Set(Array.from({ length: Math.max(s.length - 1, 0) }, (_, i) => s.slice(i, i + 2)))
  const left = pairs(a)
  const right = pairs(b)
  if (left.size + right.size === 0) return a === b ? 1 : 0
  return (2 * [...left].filter((pair) => right.has(pair)).length) / (left.size + right.size)
}

/** The same thing named: half the character pairs shared, or one name inside the other. */
function sameName(a: string, b: string): boolean {
  const [left, right] = [plain(a), plain(b)]
  if (left === '' || right === '') return left === right
  return left.includes(right) || right.includes(left) || overlap(left, right) >= 0.5
}

/** Pairs key and found one to one, the likest first; what is below `least` stays alone. */
function pair<T>(
  keyed: readonly T[],
  found: readonly T[],
  like: (a: T, b: T) => number,
  least: number,
): [T, T][] {
  const all = keyed.flatMap((k, i) => found.map((f, j) => ({ k, f, i, j, score: like(k, f) })))
  const usedKeys = new Set<number>()
  const usedFinds = new Set<number>()
  const pairs: [T, T][] = []
  for (const { k, f, i, j, score } of all.sort((a, b) => b.score - a.score)) {
    if (score < least || usedKeys.has(i) || usedFinds.has(j)) continue
    usedKeys.add(i)
    usedFinds.add(j)
    pairs.push([k, f])
  }
  return pairs
}

const names = (list: readonly string[]) => list.map(plain).sort().join('|')

type Task = Key['tasks'][number]
const NAME_FIELDS = ['leads', 'responsibles', 'supports', 'leadPersons'] as const

/** A task is the same when title and content together share their character pairs; equal titles count half. */
function likeTask(a: Task, b: Task): number {
  const text = overlap(
    plain(`${a.title ?? ''}${a.content ?? ''}`),
    plain(`${b.title ?? ''}${b.content ?? ''}`),
  )
  const sameTitle = a.title !== null && plain(a.title) === plain(b.title)
  return sameTitle && text >= 0.3 ? (1 + text) / 2 : text
}

function scoreTasks(key: Key, got: Key): Record<string, Count> {
  const pairs = pair(key.tasks, got.tasks, likeTask, 0.6)
  const result: Record<string, Count> = {
    tasks: { keyed: key.tasks.length, found: got.tasks.length, right: pairs.length },
  }
  for (const field of NAME_FIELDS) {
    const size = (list: readonly Task[]) => list.reduce((sum, task) => sum + task[field].length, 0)
    const right = pairs.reduce((sum, [k, f]) => {
      const theirs = new Set(f[field].map(plain))
      return sum + k[field].filter((name) => theirs.has(plain(name))).length
    }, 0)
    result[`tasks.${field}`] = { keyed: size(key.tasks), found: size(got.tasks), right }
  }
  const dated = (list: readonly Task[]) => list.filter((task) => task.dueDate !== null).length
  result['tasks.dueDate'] = {
    keyed: dated(key.tasks),
    found: dated(got.tasks),
    right: pairs.filter(([k, f]) => k.dueDate !== null && k.dueDate === f.dueDate).length,
  }
  const whole = ([k, f]: [Task, Task]) =>
    k.dueDate === f.dueDate && NAME_FIELDS.every((field) => names(k[field]) === names(f[field]))
  result['tasks whole'] = { ...result.tasks!, right: pairs.filter(whole).length }
  return result
}

function scoreHead(key: Key, got: Key): Count {
  const flat = (value: unknown) => {
    const text = plain(Array.isArray(value) ? value.join('') : (value as string | null))
    return text.replace(/(征求意见稿|送审稿)$/, '')
  }
  const fields = Object.keys(key.head) as (keyof Key['head'])[]
  const filled = (head: Key['head']) => fields.filter((field) => flat(head[field]) !== '')
  return {
    keyed: filled(key.head).length,
    found: filled(got.head).length,
    right: filled(key.head).filter((field) => flat(key.head[field]) === flat(got.head[field])).length,
  }
}

/** Pairs by a yes or no, the likest wording first. */
function scoreBy<T>(
  keyed: readonly T[],
  found: readonly T[],
  same: (a: T, b: T) => boolean,
  words: (x: T) => string,
) {
  const like = (a: T, b: T) => (same(a, b) ? 1 + overlap(plain(words(a)), plain(words(b))) : 0)
  const pairs = pair(keyed, found, like, 1)
  return { pairs, count: { keyed: keyed.length, found: found.length, right: pairs.length } }
}

const percent = (rate: string | null) =>
  rate
    ?.normalize('NFKC')
    .match(/[\d.]+%/g)
    ?.join() ?? null
const scopedName = (x: { scope: string | null; indicator: string }) =>
  x.scope !== null && !x.indicator.includes(x.scope) ? x.scope + x.indicator : x.indicator
const valuesOf = (items: readonly { value: unknown }[]) =>
  items
    .map((item) => JSON.stringify(item.value))
    .sort()
    .join()

/** Counts per kind for one document; the matching rule is written out in docs/methods/documents.md, "First run". */
export function scoreDocument(key: Key, got: Key): Record<string, Count> {
  const targets = scoreBy(
    key.targets,
    got.targets,
    (a, b) =>
      JSON.stringify(a.value) === JSON.stringify(b.value) &&
      plain(a.unit) === plain(b.unit) &&
      a.comparator === b.comparator &&
      (sameName(a.indicator, b.indicator) || sameName(scopedName(a), scopedName(b))),
    scopedName,
  )
  const policies = scoreBy(
    key.policies,
    got.policies,
    (a, b) => plain(a.title) === plain(b.title),
    (x) => x.title,
  )
  const subsidies = scoreBy(
    key.subsidies,
    got.subsidies,
    (a, b) =>
      a.capCny === b.capCny &&
      a.isCeiling === b.isCeiling &&
      percent(a.rate) === percent(b.rate) &&
      sameName(a.what, b.what),
    (x) => x.what,
  )
  const commitments = pair(
    key.commitments,
    got.commitments,
    (a, b) => overlap(plain(a.text), plain(b.text)),
    0.6,
  )
  const conflicts = scoreBy(
    key.conflicts,
    got.conflicts,
    (a, b) => a.kind === b.kind && valuesOf(a.items) === valuesOf(b.items),
    (x) => x.items.map((item) => item.indicator).join(''),
  )
  const organisations = scoreBy(
    key.organisations,
    got.organisations,
    (a, b) => plain(a.name) === plain(b.name),
    (x) => x.name,
  )
  const commitmentCount = {
    keyed: key.commitments.length,
    found: got.commitments.length,
    right: commitments.length,
  }
  return {
    head: scoreHead(key, got),
    ...scoreTasks(key, got),
    targets: targets.count,
    policies: policies.count,
    'policies whole': {
      ...policies.count,
      right: policies.pairs.filter(
        ([k, f]) =>
          k.dueDate === f.dueDate && k.direction === f.direction && names(k.leads) === names(f.leads),
      ).length,
    },
    subsidies: subsidies.count,
    commitments: commitmentCount,
    'commitments whole': {
      ...commitmentCount,
      right: commitments.filter(([k, f]) => k.dueDate === f.dueDate && names(k.units) === names(f.units))
        .length,
    },
    organisations: organisations.count,
    conflicts: conflicts.count,
  }
}

/** Adds counts kind by kind. */
export function addCounts(all: readonly Record<string, Count>[]): Record<string, Count> {
  const sum: Record<string, Count> = {}
  for (const [kind, count] of all.flatMap((one) => Object.entries(one))) {
    const before = sum[kind] ?? { keyed: 0, found: 0, right: 0 }
    sum[kind] = {
      keyed: before.keyed + count.keyed,
      found: before.found + count.found,
      right: before.right + count.right,
    }
  }
  return sum
}
