import type { PagedDocument, TextPart } from '../../../engines/documents/index.ts'
import type { Candidates, GapList, NodeDetail } from '../model.ts'

/** Says a code of the catalogue in the language of the document. */
export type Say = (code: string, params?: Record<string, unknown>) => string

const cell = (text: string): TextPart => ({ text })
const row = (...cells: (string | number | null)[]): TextPart[] =>
  cells.map((value) => cell(value === null ? '—' : String(value)))

const mostFirmsOnPage = 8
const mostReasonsOnPage = 6

type Open = { kind: string; title: string; owner: string | null; dueOn: string | null }

/** One gap on one page: what is true, why, who could close it, who answers for it. */
export function gapPage(
  say: Say,
  {
    detail,
    candidates,
    chainName,
    open,
    cityName,
  }: {
    detail: NodeDetail
    candidates: Candidates
    chainName: string
    open: readonly Open[]
    cityName: string
  },
): PagedDocument {
  const { node } = detail
  const isDemo = detail.dataset === 'demo'
  return {
    title: say('gaps.page.title', { node: node.name, status: say(`gaps.status.${node.status}`) }),
    subtitle: `${isDemo ? say('gaps.page.demo') : ''}${cityName} · ${chainName}`,
    issuer: null,
    date: detail.asOf,
    notes: [],
    blocks: [
      { kind: 'paragraph', parts: [cell(say('gaps.page.depends', { dependents: detail.dependents }))] },
      { kind: 'heading', level: 2, text: say('gaps.page.why') },
      ...node.reasons
        .slice(0, mostReasonsOnPage)
        .map(({ text }) => ({ kind: 'paragraph' as const, parts: [cell(text)] })),
      { kind: 'heading', level: 2, text: say('gaps.page.acts') },
      {
        kind: 'paragraph',
        parts: [
          cell(
            candidates.acts.map(({ name, what }) => `${name}：${what}`).join('；') ||
              say('gaps.page.no_acts'),
          ),
        ],
      },
      {
        kind: 'table',
        caption: say('gaps.page.could'),
        head: [
          say('gaps.page.firm'),
          say('gaps.page.place'),
          say('gaps.page.neighbour'),
          say('gaps.page.km'),
        ],
        shares: [40, 15, 30, 15],
        figures: [3],
        rows: candidates.couldStepIn
          .slice(0, mostFirmsOnPage)
          .map((firm) => row(firm.name, firm.cityName, firm.neighbours[0]?.product ?? null, firm.distanceKm)),
      },
      ...(open.length === 0
        ? [{ kind: 'paragraph' as const, parts: [cell(say('gaps.page.no_open'))] }]
        : [
            {
              kind: 'table' as const,
              caption: say('gaps.page.open'),
              head: [
                say('gaps.page.kind'),
                say('gaps.page.what'),
                say('gaps.page.owner'),
                say('gaps.page.due'),
              ],
              shares: [12, 48, 22, 18],
              rows: open.map(({ kind, title, owner, dueOn }) => row(kind, title, owner, dueOn)),
            },
          ]),
      { kind: 'paragraph', parts: [cell(say('gaps.page.method'))] },
    ],
  }
}

const mostGapsOnPage = 18

/** The gravest gaps of a city on one page; the workbook holds all. */
export function gapListPage(say: Say, list: GapList, cityName: string): PagedDocument {
  const shown = list.items.slice(0, mostGapsOnPage)
  return {
    title: say('gaps.page.list_title', { city: cityName }),
    subtitle: list.dataset === 'demo' ? say('gaps.page.demo') : null,
    issuer: null,
    date: list.asOf,
    notes: [],
    blocks: [
      {
        kind: 'paragraph',
        parts: [cell(say('gaps.page.list_shown', { shown: shown.length, all: list.items.length }))],
      },
      {
        kind: 'table',
        caption: null,
        head: listHead(say).slice(0, 7),
        shares: [8, 22, 24, 10, 14, 10, 12],
        figures: [4, 5, 6],
        rows: shown.map((gap, i) => row(...listRow(say, gap, i).slice(0, 7))),
      },
    ],
  }
}

const listHead = (say: Say): string[] =>
  ['status', 'node', 'chain', 'segment', 'dependents', 'here', 'near', 'owner', 'due', 'why'].map((name) =>
    say(`gaps.page.${name}`),
  )

function listRow(say: Say, gap: GapList['items'][number], _at: number): (string | number)[] {
  const first = gap.registered?.[0]
  return [
    say(`gaps.status.${gap.status}`),
    gap.node.name,
    gap.chain.name,
    gap.node.segment,
    gap.dependents,
    gap.here,
    gap.within200Km,
    first?.owner ?? '',
    first?.dueOn ?? '',
    gap.reasons.map(({ text }) => text).join(' '),
  ]
}

/** The whole list as a table for a workbook, in the order of the list. */
export function gapTable(say: Say, list: GapList): { head: string[]; rows: (string | number)[][] } {
  return { head: listHead(say), rows: list.items.map((gap, i) => listRow(say, gap, i)) }
}

/** One gap as a table for a workbook: what it is, then the firms that could step in. */
export function candidateTable(
  say: Say,
  detail: NodeDetail,
  candidates: Candidates,
): { head: string[]; rows: (string | number)[][] } {
  const firms = candidates.couldStepIn.map((firm) => [
    firm.name,
    firm.cityName ?? '',
    firm.distanceKm ?? '',
    firm.score,
    firm.neighbours.map(({ product }) => product).join('、'),
  ])
  const makers = candidates.elsewhere.map((firm) => [
    firm.name,
    firm.cityName ?? '',
    firm.distanceKm ?? '',
    '',
    '',
  ])
  return {
    head: ['firm', 'place', 'km', 'score', 'neighbour'].map((name) => say(`gaps.page.${name}`)),
    rows: [
      [
        detail.node.name,
        say(`gaps.status.${detail.node.status}`),
        '',
        '',
        say('gaps.page.depends', { dependents: detail.dependents }),
      ],
      [say('gaps.page.could'), '', '', '', ''],
      ...firms,
      [say('gaps.page.elsewhere'), '', '', '', ''],
      ...makers,
    ],
  }
}
