import { listFunds, listLibrary } from '../../../policy/index.ts'
import { readTaskState } from '../../../programmes/index.ts'
import { countAlerts, findLatestRun, listAlerts, listGroupRisks } from '../../../risk/index.ts'
import type { FactSet, TableSet } from '../../domain/fact-catalogue.ts'
import { may, type Scope, sourceOf, withheldWord } from './scope.ts'

type Part = { facts: FactSet; tables: TableSet }

/** The tasks of the chain, and those that are late. */
export async function gatherTasks(scope: Scope): Promise<Part> {
  const { ctx, city, dataset, chain, on, from } = scope
  const source = sourceOf(scope, { room: 'programmes', what: '督办任务', asOf: on, path: '/tasks' })
  if (!may(scope, 'programmes.read')) {
    const hidden = { sources: [source], why: withheldWord }
    const none = { total: null, done: null, red: null, yellow: null, green: null, undated: null }
    return {
      facts: { 'tasks.state': { slots: none, ...hidden } },
      tables: { 'late-tasks': { rows: null, ...hidden } },
    }
  }
  const state = await readTaskState(ctx, { cityCode: city, dataset, onDate: on, chainId: chain, since: from })
  const { open, reached, red, yellow, green, none } = state.counts
  const hasTasks = open + reached > 0
  const told = hasTasks
    ? { total: open + reached, done: reached, red, yellow, green, undated: none }
    : { total: null, done: null, red: null, yellow: null, green: null, undated: null }
  return {
    facts: {
      'tasks.state': { slots: told, sources: [source], ...(hasTasks ? {} : { why: '没有归到本链的任务' }) },
    },
    tables: {
      'late-tasks': {
        rows: hasTasks
          ? state.late.map((task) => ({
              key: task.id,
              slots: {
                task: task.title,
                units: task.units.filter(({ part }) => part === 'lead').map(({ name }) => name),
                ...{ due: task.dueWritten, days: task.overdueWorkingDays },
              },
              sources: [
                sourceOf(scope, {
                  room: 'programmes',
                  what: '任务',
                  asOf: on,
                  path: task.path,
                  isLink: true,
                }),
              ],
            }))
          : null,
        sources: [source],
      },
    },
  }
}

/** What stops when the chain stops, by the newest ranking, and the alerts of the city. */
export async function gatherRisk(scope: Scope): Promise<Part> {
  const ranking = await gatherRanking(scope)
  const alerts = await gatherAlerts(scope)
  return { facts: { ...ranking, ...alerts.facts }, tables: alerts.tables }
}

async function gatherRanking(scope: Scope): Promise<FactSet> {
  const { ctx, city, dataset, chain } = scope
  const run = await findLatestRun(ctx, { city, dataset })
  const groups = run ? await listGroupRisks(ctx, run.id, 'chain') : []
  const own = groups.find(({ id }) => id === chain)
  return {
    'risk.chain': {
      slots: {
        ...{ runDay: run?.asOf ?? null, firms: own?.firmCount ?? null, loss: own?.esri ?? null },
        ...{ low: own?.esriInterval?.low ?? null, high: own?.esriInterval?.high ?? null },
        estimated: own?.estimatedRatio ?? null,
      },
      sources: [
        sourceOf(scope, { room: 'risk', what: '系统性风险排序', asOf: run?.asOf ?? null, path: '/risk' }),
      ],
      ...(run && !own ? { why: '按披露规则不能公布，或供应网络里没有本链企业' } : {}),
    },
  }
}

const nobodyReports = '没有企业报送监测数据'

async function gatherAlerts(scope: Scope): Promise<Part> {
  const { ctx, city, dataset, on, from, until } = scope
  const { isWatched, ...counts } = await countAlerts(ctx, { city, dataset, from, until })
  const sources = [sourceOf(scope, { room: 'risk', what: '供应链预警', asOf: on, path: '/monitoring' })]
  const isManager = may(scope, 'monitoring.manage')
  const alerts = isManager && isWatched ? await listAlerts(ctx, { city, dataset }) : null
  const isOpen = ({ state }: { state: string }) => state === 'raised' || state === 'handling'
  const why = !isManager ? withheldWord : isWatched ? undefined : nobodyReports
  const isHeldBack = Object.values(counts).includes(null)
  return {
    facts: {
      'alerts.state': {
        slots: { open: counts.open, overdue: counts.overdue, raised: counts.raised, closed: counts.settled },
        sources,
        why: !isWatched ? nobodyReports : isHeldBack ? '涉及企业不足三家的件数不公布' : undefined,
      },
    },
    tables: {
      alerts: {
        rows:
          alerts?.filter(isOpen).map((alert) => ({
            key: alert.id,
            slots: {
              ...{ title: alert.title, firm: alert.organisationName },
              ...{ state: alert.stateText, due: alert.dueOn },
            },
          })) ?? null,
        ...{ sources, why },
      },
    },
  }
}

/** Policy documents that concern the city, and its special funds. */
export async function gatherPolicies(scope: Scope): Promise<Part> {
  const { ctx, city, dataset, on } = scope
  const { documents } = await listLibrary(ctx, { city, dataset })
  const own = documents.filter(({ isExample, retired }) => !isExample && !retired)
  const state = ({ validFrom, validTo }: (typeof own)[number]) =>
    validTo !== null && validTo < on
      ? '已失效'
      : validFrom === null
        ? null
        : validFrom > on
          ? '尚未施行'
          : '有效'
  const funds = await gatherFunds(scope)
  const inForce = own.filter((document) => state(document) === '有效')
  const source = sourceOf(scope, { room: 'policy', what: '政策库', asOf: on, path: '/policies' })
  return {
    facts: {
      'policies.state': {
        slots: {
          documents: own.length === 0 ? null : own.length,
          inForce: own.length === 0 ? null : inForce.length,
          draft: own.length === 0 ? null : own.filter((document) => state(document) === null).length,
        },
        sources: [source],
      },
      ...funds.facts,
    },
    tables: {
      policies: {
        rows: own.map((document) => ({
          key: document.id,
          slots: {
            ...{ policy: document.title, number: document.documentNo, issuer: document.issuer },
            ...{ state: state(document), until: document.validTo },
          },
        })),
        sources: [source],
      },
      ...funds.tables,
    },
  }
}

async function gatherFunds(scope: Scope): Promise<Part> {
  const { ctx, city, dataset, on } = scope
  const source = sourceOf(scope, { room: 'policy', what: '专项资金', asOf: on, path: '/policies/funds' })
  if (!may(scope, 'funds.read')) {
    const hidden = { sources: [source], why: withheldWord }
    return {
      facts: {
        'funds.state': { slots: { funds: null, withBudget: null, budget: null, year: null }, ...hidden },
      },
      tables: { funds: { rows: null, ...hidden } },
    }
  }
  const { items } = await listFunds(ctx, { city, dataset })
  const budgets = items.flatMap(({ budgetFen }) => budgetFen ?? [])
  return {
    facts: {
      'funds.state': {
        slots: {
          ...{
            funds: items.length === 0 ? null : items.length,
            withBudget: items.length === 0 ? null : budgets.length,
          },
          budget: budgets.length === 0 ? null : String(budgets.reduce((sum, fen) => sum + BigInt(fen), 0n)),
          year: items[0]?.year ?? null,
        },
        sources: [source],
      },
    },
    tables: {
      funds: {
        rows: items.map((fund) => ({
          key: fund.id,
          slots: {
            fund: fund.name,
            department: fund.department,
            budget: fund.budgetFen,
            left: fund.balanceFen,
          },
        })),
        sources: [source],
      },
    },
  }
}
