import type { ReadTarget, TargetFit } from '../model/own-targets.ts'
import type { Bilingual, Definition, Target } from '../model.ts'

export type Fitting = {
  readonly title: string
  readonly definitions: readonly Pick<Definition, 'id' | 'name' | 'unit' | 'scope'>[]
  /** Targets that hold; `title` of the document each is from. */
  readonly held: readonly (Pick<
    Target,
    'id' | 'indicator' | 'chain' | 'subject' | 'scope' | 'value' | 'source'
  > & {
    readonly title: string
  })[]
  /** What people confirmed before, the last first. */
  readonly remembered: readonly {
    readonly name: string
    readonly readScope: string | null
    readonly indicator: string
    readonly subject: string | null
    readonly scope: Bilingual
  }[]
}

/** Below this likeness a name is taken for another thing. */
const leastLikeness = 0.5
const otherUnit = 0.75

/**
 * Which indicator a target that was read belongs to: the very statement that is held (same document, same sentence, same
 * figure), else what a person confirmed for the same words, else the definition whose name is most alike. Likeness is
 * Dice's over pairs of characters, with and without the scope words; a name that holds the other whole counts as near; an
 * other unit counts less. Nothing is decided here: a person confirms.
 */
export function fitIndicator(read: ReadTarget, from: Fitting): TargetFit {
  const same = findSame(read, from)
  if (same)
    return {
      by: 'same',
      indicator: same.indicator,
      chain: same.chain,
      subject: same.subject,
      scope: same.scope,
      same: same.id,
    }
  const before = from.remembered.find(
    ({ name, readScope }) => bare(name) === bare(read.name) && readScope === read.scope,
  )
  if (before && from.definitions.some(({ id }) => id === before.indicator))
    return {
      by: 'remembered',
      indicator: before.indicator,
      chain: null,
      subject: before.subject,
      scope: before.scope,
      same: null,
    }
  const best = bestOf(from.definitions, (definition) => likenessOf(read, definition))
  if (!best) return { by: null, indicator: null, chain: null, subject: null, scope: null, same: null }
  const scope = scopeFor(read, best, from.held)
  return { by: 'name', indicator: best.id, chain: null, subject: null, scope, same: null }
}

function findSame(read: ReadTarget, { held, title, definitions }: Fitting): Fitting['held'][number] | null {
  const sentence = bare(read.sentence)
  const sameWords = held.filter((target) => {
    const own = bare(target.source.sentence ?? '')
    const isSameText = own !== '' && (sentence.includes(own) || own.includes(sentence))
    return isSameText && bare(target.title) === bare(title) && sameFigure(target.value, read.value)
  })
  const names = new Map(definitions.map((definition) => [definition.id, definition]))
  return bestOf(sameWords, (target) => {
    const definition = names.get(target.indicator)
    const byName = definition ? likenessOf(read, definition) : 0
    return Math.max(byName, likeness(bare(read.name), bare(target.scope.zh)))
  })
}

const sameFigure = (a: Target['value'], b: ReadTarget['value']): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

/** The scope words as read; else the one scope in which the indicator is promised or defined; null: a person says. */
function scopeFor(
  read: ReadTarget,
  definition: Pick<Definition, 'id' | 'scope'>,
  held: Fitting['held'],
): Bilingual | null {
  const known = held.filter(({ indicator }) => indicator === definition.id).map(({ scope }) => scope)
  if (read.scope !== null) {
    const same = [...known, ...held.map(({ scope }) => scope)].find(({ zh }) => zh === read.scope)
    return same ?? { zh: read.scope, en: read.scope }
  }
  const only = new Set(known.map(({ zh }) => zh)).size === 1 ? known[0]! : null
  return only ?? definition.scope ?? null
}

function bestOf<T>(items: readonly T[], scoreOf: (item: T) => number): T | null {
  let best: { item: T; score: number } | null = null
  for (const item of items) {
    const score = scoreOf(item)
    if (score >= leastLikeness && (best === null || score > best.score)) best = { item, score }
  }
  return best?.item ?? null
}

function likenessOf(read: ReadTarget, definition: Pick<Definition, 'name' | 'unit'>): number {
  const name = bare(definition.name.zh)
  const whole = bare(read.name)
  const withoutScope = read.scope === null ? whole : whole.replace(bare(read.scope), '')
  const score = Math.max(likeness(whole, name), likeness(withoutScope, name))
  return definition.unit === read.unit ? score : score * otherUnit
}

/** Without brackets and marks, and without what only says that things are counted. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\([^)]*\)/g, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?:累计)$/, '')
    .replace(/(?:条数|家数|个数|户数|数)$/, '')

function likeness(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return 0
  if (a === b) return 1
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  const pairs = pairsOf(a)
  const others = pairsOf(b)
  const common = [...pairs].filter((pair) => others.has(pair)).length
  const dice = (2 * common) / (pairs.size + others.size)
  return short.length >= 4 && long.includes(short) ? Math.max(dice, 0.8 + 0.1 * dice) : dice
}

const pairsOf = (text: string): Set<string> => {
  const letters = [...text]
  return new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`))
}
