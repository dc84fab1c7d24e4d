// What a report may speak of: each fact, table and picture with its slots and their kinds. Templates are checked against it.

/** How a slot is said: `ratio` 0 to 1 as per cent, `money` whole fen as decimal text, `day` as precise as known. */
export type SlotKind = 'count' | 'ratio' | 'money' | 'decimal' | 'text' | 'day' | 'list'

/** The value of a slot; null is unknown. */
export type SlotValue = {
  count: number
  ratio: number
  money: string
  decimal: string
  text: string
  day: string
  list: readonly string[]
}

const statusCounts = { strong: 'count', weak: 'count', missing: 'count', unknown: 'count' } as const

const targetColumns = {
  name: 'text',
  scope: 'text',
  target: 'text',
  due: 'text',
  value: 'text',
  valueDay: 'day',
  light: 'text',
} as const

/** Sentences: the slots of each fact. */
export const facts = {
  'chain.catalogue': { edition: 'text', leader: 'text', department: 'text', clusters: 'list' },
  'chain.map': { segments: 'count', nodes: 'count', needs: 'count', essential: 'count', mapDay: 'day' },
  'chain.basis': { cited: 'count', assumed: 'count' },
  'chain.leading-firms': { firms: 'list', count: 'count' },
  'nodes.status': { nodes: 'count', judged: 'count', ...statusCounts },
  'nodes.firms': {
    ...{ here: 'count', within200Km: 'count', elsewhere: 'count' },
    ...{ unconfirmed: 'count', nodesWithFirms: 'count', nodes: 'count' },
  },
  'sourcing.ratio': { ratio: 'ratio', coverage: 'ratio', yearEnd: 'day', ring: 'text', buyers: 'count' },
  'resilience.index': { value: 'decimal', parts: 'count', partsKnown: 'count' },
  'gaps.register': { open: 'count', overdue: 'count', unowned: 'count' },
  'gaps.gravest': { node: 'text', dependents: 'count', missing: 'count' },
  'projects.stages': {
    ...{ total: 'count', reserve: 'count', signed: 'count', started: 'count' },
    ...{ completed: 'count', operating: 'count', unverified: 'count' },
  },
  'projects.investment': { investment: 'money', known: 'count', unknown: 'count' },
  'risk.chain': {
    runDay: 'day',
    firms: 'count',
    loss: 'ratio',
    low: 'ratio',
    high: 'ratio',
    estimated: 'ratio',
  },
  'alerts.state': { open: 'count', overdue: 'count', raised: 'count', closed: 'count' },
  'monitoring.told': {
    ...{ asked: 'count', reported: 'count', missing: 'count', before: 'count', inCity: 'count' },
  },
  'monitoring.orders': { firms: 'count', now: 'money', before: 'money' },
  'monitoring.capacity': { firms: 'count', now: 'ratio', before: 'ratio' },
  'monitoring.delay': { firms: 'count', now: 'decimal', before: 'decimal' },
  'monitoring.alerts': {
    ...{ raised: 'count', waiting: 'count', handling: 'count', closed: 'count' },
    ...{ dismissed: 'count', withCause: 'count' },
  },
  'targets.state': {
    ...{ total: 'count', reached: 'count', onCourse: 'count', behind: 'count', unknown: 'count' },
  },
  'targets.conflicts': { conflicts: 'count' },
  'tasks.state': {
    ...{ total: 'count', done: 'count', red: 'count', yellow: 'count' },
    ...{ green: 'count', undated: 'count' },
  },
  'policies.state': { documents: 'count', inForce: 'count', draft: 'count' },
  'funds.state': { funds: 'count', withBudget: 'count', budget: 'money', year: 'count' },
  'platforms.state': { entries: 'count', kinds: 'count', colleges: 'count' },
  'talent.state': { posts: 'count', people: 'count' },
  'finance.state': { products: 'count', requests: 'count' },
  'leads.state': { candidates: 'count', gapsWithCandidates: 'count', gaps: 'count' },
  'parks.state': { parks: 'count', freeLand: 'count', freeFactories: 'count' },
} as const satisfies Record<string, Record<string, SlotKind>>
export type FactId = keyof typeof facts

/** Tables: the columns of each. */
export const tables = {
  segments: { segment: 'text', nodes: 'count', ...statusCounts },
  gaps: {
    ...{ node: 'text', segment: 'text', status: 'text', here: 'count', near: 'count' },
    ...{ elsewhere: 'count', dependents: 'count', owner: 'text' },
  },
  'leading-firms': { firm: 'text', role: 'text', since: 'day' },
  candidates: { node: 'text', firm: 'text', city: 'text', distance: 'decimal', evidence: 'text' },
  projects: {
    project: 'text',
    stage: 'text',
    since: 'day',
    investment: 'money',
    owner: 'text',
    park: 'text',
  },
  targets: targetColumns,
  'targets-industry': targetColumns,
  'targets-supply': targetColumns,
  'targets-innovation': targetColumns,
  'targets-talent': targetColumns,
  'targets-policy': targetColumns,
  'late-tasks': { task: 'text', units: 'list', due: 'text', days: 'count' },
  policies: { policy: 'text', number: 'text', issuer: 'text', state: 'text', until: 'day' },
  funds: { fund: 'text', department: 'text', budget: 'money', left: 'money' },
  platforms: { kind: 'text', name: 'text', level: 'text', state: 'text', since: 'day' },
  'open-gaps': { title: 'text', node: 'text', owner: 'text', due: 'day', state: 'text' },
  alerts: { title: 'text', firm: 'text', state: 'text', due: 'day' },
  'monitoring-missing': { firm: 'text', due: 'day' },
  'monitoring-firms': {
    ...{ firm: 'text', orders: 'money', ordersBefore: 'money', capacity: 'ratio', capacityBefore: 'ratio' },
    ...{ input: 'text', stock: 'decimal', singles: 'count', delay: 'decimal', delayBefore: 'decimal' },
    logistics: 'text',
  },
  'monitoring-thresholds': {
    ...{ threshold: 'text', now: 'count', before: 'count', fresh: 'count', ended: 'count', firms: 'list' },
  },
  'monitoring-alerts': {
    ...{ alert: 'text', firm: 'text', cause: 'text', owner: 'text', state: 'text', due: 'day' },
  },
  parks: { park: 'text', land: 'count', factories: 'count', partner: 'text' },
} as const satisfies Record<string, Record<string, SlotKind>>
export type TableId = keyof typeof tables

/** Pictures. */
export const pictures = [
  'chain-map',
  'status-by-segment',
  'firms-by-ring',
  'projects-by-stage',
  'panorama',
  'investment-route',
  'map-outline',
] as const
export type PictureId = (typeof pictures)[number]

/** Where a figure comes from: the room that holds it, what of it, its day, and the page that shows it. */
export type Source = {
  readonly room: string
  readonly what: string
  /** ISO day or part of it; null where the source tells none. */
  readonly asOf: string | null
  readonly path: string
  /** Opens the thing itself on the page; on paper another note tells where it is from. */
  readonly isLink?: boolean
}

type Slots<S extends Record<string, SlotKind>> = { readonly [K in keyof S]: SlotValue[S[K]] | null }
export type AnySlots = Readonly<Record<string, SlotValue[SlotKind] | null>>

/** A fact as gathered. `why` tells why its slots are unknown where something is to be told. */
export type Gathered<S = AnySlots> = {
  readonly slots: S
  readonly sources: readonly Source[]
  readonly why?: string | undefined
}
/** A table as gathered: null rows are unknown, no rows are none. */
export type GatheredTable<S = AnySlots> = {
  readonly rows:
    | readonly { readonly key: string; readonly slots: S; readonly sources?: readonly Source[] }[]
    | null
  readonly sources: readonly Source[]
  readonly why?: string | undefined
}
/** A picture as gathered: null while it cannot be drawn, with the reason. */
export type GatheredPicture = {
  readonly svg: string | null
  readonly widthMm: number
  readonly heightMm: number
  readonly alternative: string
  readonly sources: readonly Source[]
  readonly why?: string | undefined
}

export type FactSet = { readonly [I in FactId]?: Gathered<Slots<(typeof facts)[I]>> }
export type TableSet = { readonly [I in TableId]?: GatheredTable<Slots<(typeof tables)[I]>> }
export type PictureSet = { readonly [I in PictureId]?: GatheredPicture }
/** All that was gathered for one report. */
export type Material = { readonly facts: FactSet; readonly tables: TableSet; readonly pictures: PictureSet }
