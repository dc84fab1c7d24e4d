import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { endingsOf } from './domain/product-heads.ts'
import { buildProductSpace, type ProductSpace, proximitiesOf, rankRelated } from './domain/relatedness.ts'

const file = '../shared/data/companies/a_share_companies_2020.csv'

type Firm = { id: string; products: string[]; industry: string }
type Question = { kind: string; firm: string }

/** Splits one line of the file; its cells hold no line breaks. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell!.replace(/^"|"$/g, ''))
}

function readFirms(): Firm[] {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  const names = cellsOf(head!)
  const at = (name: string) => names.indexOf(name)
  return lines.map((line, i) => {
    const cells = cellsOf(line)
    const products = cells[at('main_products')]!.split(/[、，；;]/).map((word) => word.trim())
    return { id: String(i + 1), products: products.filter(Boolean), industry: cells[at('industry_code')]! }
  })
}

/** Hides one kind of product from one firm that makes it; the ranking has to find the firm among all others. */
function ask(space: ProductSpace, count: number): Question[] {
  let state = 7
  // Numerical Recipes' generator: the same questions on every machine.
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const kinds = [...space.firmsOf]
    .filter(([, ids]) => ids.length >= 5 && ids.length <= 200)
    .map(([kind]) => kind)
  kinds.sort()
  return Array.from({ length: count }, () => {
    const kind = kinds[Math.floor(random() * kinds.length)]!
    const makers = space.firmsOf.get(kind)!
    return { kind, firm: makers[Math.floor(random() * makers.length)]! }
  })
}

/** The place of the hidden firm among those that do not make the kind; ties share the middle place. */
function placeOf(score: (id: string) => number, firm: string, candidates: readonly string[]): number {
  const own = score(firm)
  let better = 0
  let equal = 0
  for (const id of candidates) {
    const other = score(id)
    if (other > own) better++
    else if (other === own) equal++
  }
  return better + (equal + 1) / 2
}

type Scorer = (question: Question) => (id: string) => number

function measure(questions: readonly Question[], space: ProductSpace, scorer: Scorer) {
  const places = questions.map((question) => {
    const makers = new Set(space.firmsOf.get(question.kind)!)
    const candidates = [...space.kindsOf.keys()].filter((id) => id === question.firm || !makers.has(id))
    return placeOf(scorer(question), question.firm, candidates)
  })
  const share = (most: number) => places.filter((place) => place <= most).length / places.length
  return {
    hitsAt10: share(10),
    hitsAt50: share(50),
    meanReciprocal: places.reduce((sum, place) => sum + 1 / place, 0) / places.length,
    median: places.toSorted((a, b) => a - b)[Math.floor(places.length / 2)]!,
  }
}

describe.skipIf(!existsSync(file))('relatedness on the listed companies', () => {
  const firms = existsSync(file) ? readFirms() : []
  const space = buildProductSpace(firms)
  const byId = new Map(firms.map((firm) => [firm.id, firm]))
  const questions = ask(space, 400)

  const related: Scorer = ({ kind, firm }) => {
    const near = new Map(proximitiesOf(space, space.firmsOf.get(kind)!, firm))
    near.delete(kind)
    const scores = new Map(rankRelated(space, near, () => true).map(({ id, score }) => [id, score]))
    return (id) => scores.get(id) ?? 0
  }
  /** How many makers share the candidate's industry class. */
  const sameIndustry: Scorer = ({ kind, firm }) => {
    const counts = new Map<string, number>()
    for (const id of space.firmsOf.get(kind)!)
      if (id !== firm) counts.set(byId.get(id)!.industry, (counts.get(byId.get(id)!.industry) ?? 0) + 1)
    return (id) => counts.get(byId.get(id)!.industry) ?? 0
  }
  /** How many of the candidate's other products share two neighbouring characters with the kind. */
  const sameCharacters: Scorer = ({ kind }) => {
    const pairs = Array.from({ length: kind.length - 1 }, (_, i) => kind.slice(i, i + 2))
    return (id) =>
      byId
        .get(id)!
        .products.filter(
          (word) => !endingsOf(word).includes(kind) && pairs.some((pair) => word.includes(pair)),
        ).length
  }

  test('C07: firms that make neighbouring products are found sooner than by industry or by characters', () => {
    const found = {
      related: measure(questions, space, related),
      sameIndustry: measure(questions, space, sameIndustry),
      sameCharacters: measure(questions, space, sameCharacters),
    }
    if (process.env.LIANSHU_FIGURES) console.log(JSON.stringify(found, null, 1))
    for (const baseline of [found.sameIndustry, found.sameCharacters]) {
      expect(found.related.hitsAt10).toBeGreaterThan(1.5 * baseline.hitsAt10)
      expect(found.related.hitsAt50).toBeGreaterThan(1.5 * baseline.hitsAt50)
      expect(found.related.meanReciprocal).toBeGreaterThan(baseline.meanReciprocal)
    }
  }, 240_000)
})
