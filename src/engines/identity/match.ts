import { CandidateIndex } from './candidate-index.ts'
import { type PairExplanation, partsOf } from './explain.ts'
import { features, rarities } from './features.ts'
import { shares } from './fit.ts'
import { mayJoinAlone } from './join-gate.ts'
import { type Known, know, vetoOf } from './known.ts'
import type { Band, Candidate, Ground, Match, Organisation } from './organisation.ts'
import { placeFit, placelessKeys } from './place-written.ts'
import { noneWeight, weights } from './weights.ts'

/** Candidates that are compared in full, the best of the recall. */
export const RECALL = 60
/** Joined by itself from this score on; chosen on the tuning half, docs/methods/identity.md. */
export const AUTO_FROM = 0.9
/** Below this score of the best candidate an organisation is new. */
export const NEW_BELOW = 0.02
/** How much a better claim of another name of the same list takes from a candidate. */
const CLAIM_WEIGHT = 0.8
/** What agreement beside the name adds to the weights: set by hand, there is no gold for them. */
const SAME_PLACE = 1
const SAME_INDUSTRY = 0.5
const SAME_ADDRESS = 3
/**
 * At least so likely is a whole name that differs only in how it writes the same place; only in how much of the place it
 * tells; besides, only in characters of one sound. Set by hand: the gold has short names alone.
 */
const SAME_PLACE_WRITTEN = 0.95
const OTHER_PLACE_WRITTEN = 0.5
const SAME_SOUND = 0.3

type Ranked = { readonly index: number; score: number; readonly mayJoin: boolean }

type Draft = {
  readonly query: Known
  readonly ground: Ground
  readonly ranked: Ranked[]
  readonly vetoed: readonly Candidate[]
}

export type MatchOptions = { readonly limit?: number }

/** Share of the pairs of characters of the shorter address that the other has too, 0 to 1; 0 when one is unknown. */
function addressLikeness(a: string | null | undefined, b: string | null | undefined): number {
  if (!a || !b) return 0
  const pairs = (text: string) => new Set([...text].slice(1).map((character, i) => [...text][i] + character))
  const [one, two] = [pairs(a.normalize('NFKC')), pairs(b.normalize('NFKC'))]
  const [small, large] = one.size < two.size ? [one, two] : [two, one]
  let both = 0
  for (const pair of small) if (large.has(pair)) both++
  return small.size === 0 ? 0 : both / small.size
}

/** Finds organisations among known ones. Made once for a set of candidates, asked many times. */
export class Matcher {
  private readonly known: readonly Known[]
  private readonly index: CandidateIndex
  private readonly byCode = new Map<string, number[]>()
  private readonly byName = new Map<string, number[]>()
  private readonly byId = new Map<string, number>()
  private readonly byPlaceless = new Map<string, number[]>()
  private readonly bySound = new Map<string, number[]>()

  constructor(candidates: readonly Organisation[]) {
    this.known = candidates.map((candidate) => know(candidate, false))
    this.index = new CandidateIndex(this.known.map(({ entry }) => entry))
    for (const [i, { organisation, code, entry, isAnonymous }] of this.known.entries()) {
      this.byId.set(organisation.id, i)
      if (code !== null) push(this.byCode, code, i)
      if (!isAnonymous) push(this.byName, entry.normalised, i)
      const placeless = placelessKeys(entry)
      if (!placeless) continue
      push(this.byPlaceless, placeless.written, i)
      push(this.bySound, placeless.spoken, i)
    }
  }

  /** Looks for one organisation on its own. */
  match(query: Organisation, options: MatchOptions = {}): Match {
    return this.finish(this.draft(query), options.limit ?? 5)
  }

  /**
   * Looks for each organisation of one list. In one list two different names seldom mean one organisation, so a
   * candidate that fits another name of the list better counts less; joining by itself needs both views.
   */
  matchList(queries: readonly Organisation[], options: MatchOptions = {}): Match[] {
    return this.finishList(
      queries.map((query) => this.draft(query)),
      options,
    )
  }

  /** The same as `matchList`, giving way between slices, so that whoever waits can be told how far it is or stop it. */
  async matchListInSlices(
    queries: readonly Organisation[],
    options: MatchOptions & { readonly sliceSize: number; onSlice(done: number): Promise<void> | void },
  ): Promise<Match[]> {
    const drafts: Draft[] = []
    for (let at = 0; at < queries.length; at += options.sliceSize) {
      for (const query of queries.slice(at, at + options.sliceSize)) drafts.push(this.draft(query))
      await options.onSlice(drafts.length)
    }
    return this.finishList(drafts, options)
  }

  /** What speaks for and against one pair, by part of the name; null where the candidate is not known. */
  explain(query: Organisation, candidateId: string): PairExplanation | null {
    const at = this.byId.get(candidateId)
    const candidate = at === undefined ? undefined : this.known[at]
    if (at === undefined || !candidate) return null
    const asked = know(query, true)
    const own = this.index.rarities[at]!
    const values = features(asked.entry, candidate.entry, rarities(this.index, asked.entry), own)
    return { veto: vetoOf(asked, candidate), parts: partsOf(values, besidesName(asked, candidate)) }
  }

  private finishList(drafts: readonly Draft[], options: MatchOptions): Match[] {
    const claims = bestClaims(drafts)
    return drafts.map((draft) => {
      if (draft.ground === 'likeness') weighClaims(draft, claims)
      return this.finish(draft, options.limit ?? 5)
    })
  }

  private draft(organisation: Organisation): Draft {
    const query = know(organisation, true)
    const byCode = query.code === null ? undefined : this.byCode.get(query.code)
    if (byCode) return certain(query, 'code', byCode)
    if (query.isAnonymous) return { query, ground: 'anonymous', ranked: [], vetoed: [] }
    const sameName = this.byName.get(know(organisation, false).entry.normalised) ?? []
    const open = sameName.filter((i) => vetoOf(query, this.known[i]!) === null)
    // the very same spelling first; a name without a form is too little to be a legal name
    const isSure = open.length > 0 && (query.entry.isLegal || query.entry.core.length >= 6)
    return isSure
      ? certain(query, 'name', this.sameSpellingFirst(organisation.name, open))
      : this.compare(query)
  }

  private sameSpellingFirst(name: string, ids: readonly number[]): number[] {
    const isSame = (i: number) => (this.known[i]!.organisation.name === name ? 0 : 1)
    return [...ids].sort((a, b) => isSame(a) - isSame(b))
  }

  private compare(query: Known): Draft {
    const rarity = rarities(this.index, query.entry)
    const alike = this.alikeBarPlace(query)
    const found = new Set([
      ...this.index.search(query.entry, RECALL).map(({ id }) => id),
      ...alike.written,
      ...alike.spoken,
    ])
    const vetoed: Candidate[] = []
    const open: { index: number; features: Float64Array; extra: number }[] = []
    for (const id of found) {
      const candidate = this.known[id]!
      if (candidate.isAnonymous) continue
      const veto = vetoOf(query, candidate)
      if (veto) vetoed.push({ id: candidate.organisation.id, score: 0, veto })
      else {
        const values = features(query.entry, candidate.entry, rarity, this.index.rarities[id]!)
        open.push({ index: id, features: values, extra: besidesName(query, candidate) })
      }
    }
    const score = shares(
      open.map((pair) => pair.features),
      weights,
      noneWeight,
      open.map(({ extra }) => extra),
    )
    const meant = this.likeliestBarPlace(query, alike, new Set(open.map(({ index }) => index)))
    if (meant)
      raise(
        score,
        open.findIndex(({ index }) => index === meant.index),
        meant.atLeast,
      )
    const ranked = open.map(({ index }, i) => {
      const isOne = mayJoinAlone(query.entry, this.known[index]!.entry)
      const isSamePlace = index === meant?.index && meant.atLeast >= AUTO_FROM
      return { index, score: score[i]!, mayJoin: score[i]! >= AUTO_FROM && (isOne || isSamePlace) }
    })
    return { query, ground: 'likeness', ranked: ranked.sort(byScore), vetoed }
  }

  /** Candidates that differ in nothing but their place, or besides in characters of one sound. */
  private alikeBarPlace({ entry }: Known): { written: readonly number[]; spoken: readonly number[] } {
    const keys = placelessKeys(entry)
    const written = keys ? (this.byPlaceless.get(keys.written) ?? []) : []
    const spoken = keys ? (this.bySound.get(keys.spoken) ?? []) : []
    return { written: written.slice(0, RECALL), spoken: spoken.slice(0, RECALL) }
  }

  /** The one that is meant the likeliest among them, and how likely it is at least. Several in one place: a person says. */
  private likeliestBarPlace(
    query: Known,
    { written, spoken }: { written: readonly number[]; spoken: readonly number[] },
    open: ReadonlySet<number>,
  ): { index: number; atLeast: number } | null {
    const left = written.filter((index) => open.has(index))
    const same = left.filter((index) => placeFit(query, this.known[index]!) === 'same')
    if (same.length === 1) return { index: same[0]!, atLeast: SAME_PLACE_WRITTEN }
    const [first] = same.length > 1 ? same : left
    if (first !== undefined) return { index: first, atLeast: OTHER_PLACE_WRITTEN }
    const heard = spoken.find((index) => open.has(index))
    return heard === undefined ? null : { index: heard, atLeast: SAME_SOUND }
  }

  private finish({ query, ground, ranked, vetoed }: Draft, limit: number): Match {
    const open = ranked.map(({ index, score }) => ({
      id: this.known[index]!.organisation.id,
      score,
      veto: null,
    }))
    const candidates = [...open, ...vetoed].slice(0, limit)
    return { id: query.organisation.id, band: this.bandOf(ground, ranked), ground, candidates }
  }

  private bandOf(ground: Ground, ranked: readonly Ranked[]): Band {
    const [first, ...others] = ranked
    if (ground === 'anonymous') return 'review'
    if (!first || first.score < NEW_BELOW) return 'new'
    // the same code or name twice among the candidates, under two codes: a person must say
    const codes = new Set([first, ...others].map(({ index }) => this.known[index]!.code).filter(Boolean))
    if (ground === 'name') return codes.size > 1 ? 'review' : 'auto'
    if (ground === 'code') return others.length > 0 ? 'review' : 'auto'
    return first.mayJoin && first.score >= AUTO_FROM ? 'auto' : 'review'
  }
}

/** Lifts one share to at least so much; the others keep their proportions, and all together stay within one. */
function raise(score: Float64Array | number[], at: number, atLeast: number): void {
  const own = score[at]!
  if (own >= atLeast) return
  for (let i = 0; i < score.length; i++) score[i]! *= (1 - atLeast) / (1 - own)
  score[at] = atLeast
}

const byScore = (a: Ranked, b: Ranked) => b.score - a.score || a.index - b.index

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function certain(query: Known, ground: Ground, ids: readonly number[]): Draft {
  return { query, ground, ranked: ids.map((index) => ({ index, score: 1, mayJoin: true })), vetoed: [] }
}

/** What place, industry and address add beside the name; nothing where one side is unknown. */
function besidesName(query: Known, candidate: Known): number {
  const [a, b] = [query.organisation, candidate.organisation]
  const isSamePlace =
    a.divisionCode || a.address ? query.divisionCode !== null && candidate.divisionCode !== null : false
  const isSameIndustry = Boolean(a.industry) && a.industry === b.industry
  return (
    (isSamePlace ? SAME_PLACE : 0) +
    (isSameIndustry ? SAME_INDUSTRY : 0) +
    SAME_ADDRESS * addressLikeness(a.address, b.address)
  )
}

type Claim = { name: string; score: number; second: number }

/** By candidate: the name of the list that claims it most, and the strongest claim of another name. */
function bestClaims(drafts: readonly Draft[]): Map<number, Claim> {
  const claims = new Map<number, Claim>()
  for (const { query, ranked } of drafts) {
    const name = query.entry.normalised
    for (const { index, score } of ranked) {
      const best = claims.get(index)
      if (!best) claims.set(index, { name, score, second: 0 })
      else if (best.name === name) best.score = Math.max(best.score, score)
      else if (score > best.score) claims.set(index, { name, score, second: best.score })
      else best.second = Math.max(best.second, score)
    }
  }
  return claims
}

/** Takes from each candidate what other names of the list claim of it; the scores stay shares of one. */
function weighClaims({ query, ranked }: Draft, claims: ReadonlyMap<number, Claim>): void {
  let sum = 1 - ranked.reduce((total, { score }) => total + score, 0)
  for (const candidate of ranked) {
    const claim = claims.get(candidate.index)!
    const other = claim.name === query.entry.normalised ? claim.second : claim.score
    candidate.score *= 1 - CLAIM_WEIGHT * other
    sum += candidate.score
  }
  for (const candidate of ranked) candidate.score /= sum
  ranked.sort(byScore)
}
