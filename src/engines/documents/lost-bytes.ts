import { isCommon } from './common-characters.ts'
import { wordStatistics } from './official-words.ts'

/** One reading at a place of the broken text: how many units it takes, what it stands for, how many bytes were lost. */
export type LatticeOption = { length: number; char: string; lost: number }

/** One character of the mended text; `alternatives` are given where another reading is nearly as likely. */
export type Solved = { char: string; alternatives: string[] }

type Model = { pair: (a: string, b: string) => number; single: (char: string, lost: number) => number }

/** Marks that stand for themselves among the readings of lost bytes; the rest of their block is hardly ever meant. */
const likelyMarks: Readonly<Record<string, number>> = {
  '、': 7,
  '”': 7,
  '！': 1,
  '』': -1,
  '『': -1,
  '【': -1,
  '】': -1,
  '，': 6,
}

/** Scores in the manner of log-likelihoods, from the word list and from the pairs that stand undamaged in the text. */
function modelOf(intact: ReadonlyMap<string, number>): Model {
  const { pairs, singles } = wordStatistics()
  return {
    pair: (a, b) => {
      const known = pairs.get(a + b) ?? 0
      const here = intact.get(a + b) ?? 0
      return (
        (known > 0 ? 5 + Math.min(2, Math.log2(known)) : 0) +
        (here > 0 ? Math.min(2, 0.5 + Math.log2(here)) : 0)
      )
    },
    single: (char, lost) => {
      if (lost === 0) return 0
      const mark = likelyMarks[char]
      if (mark !== undefined) return mark - lost
      const count = singles.get(char) ?? 0
      return (isCommon(char) ? 0 : -6) + Math.min(3.5, 0.7 * Math.log2(1 + count)) - lost * 0.2
    },
  }
}

/** Pairs of neighbouring characters that need no guess. */
function intactPairs(options: readonly LatticeOption[][]): Map<string, number> {
  const pairs = new Map<string, number>()
  for (let at = 0; at < options.length; ) {
    const [only, ...others] = options[at] as LatticeOption[]
    const length = only?.length ?? 1
    const [next, ...rest] = options[at + length] ?? []
    if (
      only &&
      next &&
      others.length === 0 &&
      rest.length === 0 &&
      only.char >= '\u4e00' &&
      next.char >= '\u4e00'
    ) {
      pairs.set(only.char + next.char, (pairs.get(only.char + next.char) ?? 0) + 1)
    }
    at += length
  }
  return pairs
}

type Step = { from: number; char: string; lost: number; best: number; before: Step | null; ahead: number }

/** Best score of every reading that ends at each place, from the left. */
function forward(length: number, options: readonly LatticeOption[][], model: Model): Step[][] {
  const ends: Step[][] = Array.from({ length: length + 1 }, () => [])
  for (let at = 0; at < length; at++) {
    const arrived = ends[at] as Step[]
    if (at > 0 && arrived.length === 0) continue
    for (const { length: size, char, lost } of options[at] as LatticeOption[]) {
      let best = at === 0 ? 0 : Number.NEGATIVE_INFINITY
      let before: Step | null = null
      for (const step of arrived) {
        const score = step.best + model.pair(step.char, char)
        if (score > best) [best, before] = [score, step]
      }
      const own = model.single(char, lost)
      ends[at + size]?.push({
        from: at,
        char,
        lost,
        best: best + own,
        before,
        ahead: Number.NEGATIVE_INFINITY,
      })
    }
  }
  return ends
}

/** Best score of what follows every reading, from the right. */
function backward(length: number, ends: readonly Step[][], model: Model) {
  const starts: Step[][] = Array.from({ length: length + 1 }, () => [])
  for (const steps of ends) for (const step of steps) starts[step.from]?.push(step)
  for (const step of ends[length] ?? []) step.ahead = 0
  for (let at = length - 1; at >= 0; at--) {
    for (const step of ends[at] as Step[]) {
      for (const next of starts[at] as Step[]) {
        const score = next.ahead + model.pair(step.char, next.char) + model.single(next.char, next.lost)
        if (score > step.ahead) step.ahead = score
      }
    }
  }
  return starts
}

/** How much better, on the scale of the scores, a guess must be than the next to count as certain. */
const certainBy = 2

/**
 * The likeliest reading of a text in which bytes were lost: the best path through all readings, scored by known
 * words and by pairs that the text itself shows undamaged. A guess that another reading comes near is marked.
 */
export function solveLattice(length: number, optionsAt: (at: number) => LatticeOption[]): Solved[] {
  const options = Array.from({ length }, (_, at) => optionsAt(at))
  const model = modelOf(intactPairs(options))
  const ends = forward(length, options, model)
  const starts = backward(length, ends, model)
  const path: Solved[] = []
  let step: Step | null = [...(ends[length] as Step[])].sort((a, b) => b.best - a.best)[0] ?? null
  for (; step; step = step.before) {
    const { from, char, lost } = step
    const top = step.best + step.ahead
    const near = (starts[from] as Step[])
      .filter(
        (other) =>
          other.char !== char && other.best + other.ahead > top - certainBy && Number.isFinite(other.ahead),
      )
      .sort((a, b) => b.best + b.ahead - (a.best + a.ahead))
    path.push({ char, alternatives: lost > 0 ? near.slice(0, 5).map((other) => other.char) : [] })
  }
  return path.reverse()
}
