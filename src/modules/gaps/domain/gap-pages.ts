import type { PagedDocument, TextPart } from '../../../engines/documents/index.ts'
import type { Candidates, GapList, NodeDetail } from '../model.ts'

/** Says a code of the catalogue in the language of the document. */
export type Say = (code: string, params?: Record<string, unknown>) => string

const cell = (text: string): TextPart => ({ text })
const row = (...cells: (string | number | null)[]): TextPart[] =>
  cells.map((value) => cell(value === null ? '—' : String(value)))

const mostFirmsOnPage = 5
const mostReasonsOnPage = 5

/** A gap of the register as a document tells it. */
export type Open = {
  readonly kind: string
  readonly title: string
  readonly owner: string | null
  readonly dueOn: string | null
  readonly stage: string
  /** Pieces of evidence that count for closing. */
  readonly evidence: number
}

type Block = PagedDocument['blocks'][number]
const paragraph = (text: string): Block => ({ kind: 'paragraph', parts: [cell(text)] })

/** A table, or a sentence that says that there is nothing to put into one. */
const tableOr = (
  nothing: string,
  rows: TextPart[][],
  table: Pick<Extract<Block, { kind: 'table' }>, 'caption' | 'head' | 'shares'> & { figures?: number[] },
): Block[] =>
  rows.length === 0 ? [paragraph(`${table.caption ?? ''}：${nothing}`)] : [{ kind: 'table', rows, ...table }]

type OneGap = {
  detail: NodeDetail
  candidates: Candidates
  chainName: string
  open: readonly Open[]
  cityName: string
}

function openTable(say: Say, open: readonly Open[]): Block[] {
  const head = ['kind', 'what', 'owner', 'due', 'stage', 'evidence'].map((name) => say(`gaps.page.${name}`))
  const rows = open.map(({ kind, title, owner, dueOn, stage, evidence }) =>
    row(kind, title, owner, dueOn, stage, evidence),
  )
  const table = { caption: say('gaps.page.open'), head, shares: [9, 38, 19, 14, 12, 8], figures: [5] }
  return tableOr(say('gaps.page.no_open'), rows, table)
}

function firmTables(say: Say, { couldStepIn, elsewhere }: Candidates): Block[] {
  const could = couldStepIn
    .slice(0, mostFirmsOnPage)
    .map((firm) => row(firm.name, firm.cityName, firm.neighbours[0]?.product ?? null, firm.distanceKm))
  const far = elsewhere
    .slice(0, mostFirmsOnPage)
    .map((firm) => row(firm.name, firm.cityName, firm.distanceKm))
  const [firm, place, neighbour, km] = ['firm', 'place', 'neighbour', 'km'].map((name) =>
    say(`gaps.page.${name}`),
  )
  return [
    ...tableOr(say('gaps.page.no_firms'), could, {
      caption: say('gaps.page.could'),
      head: [firm!, place!, neighbour!, km!],
      shares: [50, 12, 24, 14],
      figures: [3],
    }),
    ...tableOr(say('gaps.page.no_firms'), far, {
      caption: say('gaps.page.elsewhere'),
      head: [firm!, place!, km!],
      shares: [60, 20, 20],
      figures: [2],
    }),
  ]
}

/** One gap on one page: what is true, why, who answers for it, who could close it. */
export function gapPage(say: Say, { detail, candidates, chainName, open, cityName }: OneGap): PagedDocument {
  const { node } = detail
  const acts = candidates.acts.map(({ name, what }) => `${name}：${what}`).join('；')
  return {
    title: say('gaps.page.title', { node: node.name, status: say(`gaps.status.${node.status}`) }),
    subtitle: `${detail.dataset === 'demo' ? say('gaps.page.demo') : ''}${cityName} · ${chainName}`,
    issuer: null,
    date: detail.asOf,
    notes: [],
    blocks: [
      paragraph(say('gaps.page.depends', { dependents: detail.dependents })),
      { kind: 'heading', level: 2, text: say('gaps.page.why') },
      ...node.reasons.slice(0, mostReasonsOnPage).map(({ text }) => paragraph(text)),
      ...openTable(say, open),
      { kind: 'heading', level: 2, text: say('gaps.page.acts') },
      paragraph(acts || say('gaps.page.no_acts')),
      ...firmTables(say, candidates),
      paragraph(say('gaps.page.method')),
    ],
  }
}

const mostGapsOnPage = 18
type ListedGap = GapList['items'][number]
/** What the list says of a kind in the reader's language. */
type KindNames = ReadonlyMap<string, string>

/** The gravest gaps of a city on one page, with whose they are and until when; the workbook holds all. */
export function gapListPage(say: Say, list: GapList, cityName: string, kinds: KindNames): PagedDocument {
  const shown = list.items.slice(0, mostGapsOnPage)
  const columns = ['status', 'node', 'chain', 'dependents', 'here', 'near', 'kind', 'owner', 'due']
  return {
    title: say('gaps.page.list_title', { city: cityName }),
    subtitle: list.dataset === 'demo' ? say('gaps.page.demo') : null,
    issuer: null,
    date: list.asOf,
    notes: [],
    blocks: [
      paragraph(say('gaps.page.list_shown', { shown: shown.length, all: list.items.length })),
      {
        kind: 'table',
        caption: null,
        head: columns.map((name) => say(`gaps.page.${name}`)),
        shares: [6, 20, 14, 8, 7, 8, 7, 15, 15],
        figures: [3, 4, 5],
        rows: shown.map((gap) => {
          const { kind, owner, due } = handling(gap, kinds)
          const status = say(`gaps.status.${gap.status}`)
          const counts = [gap.dependents, gap.here, gap.within200Km]
          return row(status, gap.node.name, gap.chain.name, ...counts, kind, owner, due)
        }),
      },
    ],
  }
}

/** The item due first that is open on a node; empty where nothing is registered, or the reader may not see it. */
function handling({ registered }: ListedGap, kinds: KindNames) {
  const first = registered?.[0]
  return {
    kind: first ? (kinds.get(first.kind) ?? first.kind) : '',
    owner: first?.owner ?? '',
    due: first?.dueOn ?? '',
  }
}

type Table = { name: string; head: string[]; rows: (string | number)[][] }

/** The whole list as a table for a workbook, in the order of the list. */
export function gapTable(
  say: Say,
  list: GapList,
  kinds: KindNames,
  segments: ReadonlyMap<string, string>,
): Table {
  const columns = [
    'status',
    'node',
    'chain',
    'segment',
    'dependents',
    'here',
    'near',
    'kind',
    'owner',
    'due',
    'why',
  ]
  return {
    name: say('gaps.page.all'),
    head: columns.map((name) => say(`gaps.page.${name}`)),
    rows: list.items.map((gap) => {
      const { kind, owner, due } = handling(gap, kinds)
      const segment = segments.get(`${gap.chain.id}/${gap.node.segment}`) ?? gap.node.segment
      const counts = [gap.dependents, gap.here, gap.within200Km]
      const why = gap.reasons.map(({ text }) => text).join(' ')
      const status = say(`gaps.status.${gap.status}`)
      return [status, gap.node.name, gap.chain.name, segment, ...counts, kind, owner, due, why]
    }),
  }
}

/** One gap as sheets of a workbook: what is true, who answers for it, who could step in, who makes it elsewhere. */
export function gapSheets(say: Say, { detail, candidates, chainName, open }: OneGap): Table[] {
  const heads = (...names: string[]) => names.map((name) => say(`gaps.page.${name}`))
  const { node } = detail
  return [
    {
      name: say('gaps.page.why'),
      head: heads('field', 'what'),
      rows: [
        [say('gaps.page.chain'), chainName],
        [say('gaps.page.node'), node.name],
        [say('gaps.page.status'), say(`gaps.status.${node.status}`)],
        [say('gaps.page.dependents'), detail.dependents],
        ...node.reasons.map(({ text }): [string, string] => [say('gaps.page.why'), text]),
        ...candidates.acts.map(({ name, what }): [string, string] => [
          say('gaps.page.acts'),
          `${name}：${what}`,
        ]),
      ],
    },
    {
      name: say('gaps.page.open'),
      head: heads('kind', 'what', 'owner', 'due', 'stage', 'evidence'),
      rows: open.map((one) => [
        one.kind,
        one.title,
        one.owner ?? '',
        one.dueOn ?? '',
        one.stage,
        one.evidence,
      ]),
    },
    {
      name: say('gaps.page.could_sheet'),
      head: heads('firm', 'place', 'km', 'score', 'neighbour'),
      rows: candidates.couldStepIn.map((firm) => [
        ...[firm.name, firm.cityName ?? '', firm.distanceKm ?? '', firm.score],
        firm.neighbours.map(({ product }) => product).join('、'),
      ]),
    },
    {
      name: say('gaps.page.elsewhere'),
      head: heads('firm', 'place', 'km'),
      rows: candidates.elsewhere.map((firm) => [firm.name, firm.cityName ?? '', firm.distanceKm ?? '']),
    },
  ]
}
