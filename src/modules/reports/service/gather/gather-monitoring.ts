import { analyseMonth, type MonthAnalysis } from '../../../risk/index.ts'
import type { FactSet, Source, TableSet } from '../../domain/fact-catalogue.ts'
import { may, type Scope, sourceOf, withheldWord } from './scope.ts'

type Part = { facts: FactSet; tables: TableSet }

const nobodyReported = '没有本链企业报送这个月'
const logisticsWords = { normal: '正常', slow: '迟缓', blocked: '中断' } as const

/** The monitoring reports of the month that a monthly report looks back on: firm by firm, for who manages the monitoring. */
export async function gatherMonitoring(scope: Scope): Promise<Part> {
  const { ctx, city, dataset, chain, period } = scope
  // Other reports do not speak of a month.
  if (period === null) return { facts: {}, tables: {} }
  const source = sourceOf(scope, { room: 'risk', what: '供应链监测报送', asOf: period, path: '/monitoring' })
  if (!may(scope, 'monitoring.manage')) return withheld([source])
  const analysis = await analyseMonth(ctx, { city, dataset, chain, month: period })
  return { facts: factsOf(analysis, [source]), tables: tablesOf(analysis, [source]) }
}

function withheld(sources: Source[]): Part {
  const hidden = { rows: null, sources, why: withheldWord }
  return {
    facts: {},
    tables: {
      ...{ 'monitoring-missing': hidden, 'monitoring-firms': hidden },
      ...{ 'monitoring-thresholds': hidden, 'monitoring-alerts': hidden },
    },
  }
}

function factsOf(analysis: MonthAnalysis, sources: Source[]): FactSet {
  const { orders, capacity, delay, alerts, missing, reported } = analysis
  const inState = (state: string) => alerts.filter((alert) => alert.state === state).length
  const why = reported === 0 ? nobodyReported : undefined
  // Where nobody reported and nobody was asked, that nothing was raised says nothing.
  const isWatched = reported + analysis.asked + alerts.length > 0
  return {
    'monitoring.told': {
      slots: {
        ...{ asked: analysis.asked, reported, missing: missing.length },
        ...{ before: analysis.reportedBefore, inCity: analysis.reportedInCity },
      },
      sources,
    },
    'monitoring.orders': { slots: { ...orders, firms: orders.firms || null }, sources, why },
    'monitoring.capacity': { slots: { ...capacity, firms: capacity.firms || null }, sources, why },
    'monitoring.delay': {
      slots: {
        firms: delay.firms || null,
        now: delay.now === null ? null : String(Math.round(delay.now * 10) / 10),
        before: delay.before === null ? null : String(Math.round(delay.before * 10) / 10),
      },
      ...{ sources, why },
    },
    'monitoring.alerts': {
      slots: isWatched
        ? {
            ...{ raised: alerts.length, waiting: inState('raised'), handling: inState('handling') },
            ...{ closed: inState('closed'), dismissed: inState('dismissed') },
            withCause: alerts.filter(({ cause }) => cause !== null).length,
          }
        : { raised: null, waiting: null, handling: null, closed: null, dismissed: null, withCause: null },
      ...{ sources, why: isWatched ? undefined : nobodyReported },
    },
  }
}

function tablesOf(analysis: MonthAnalysis, sources: Source[]): TableSet {
  const told = analysis.reported > 0
  const why = told ? undefined : nobodyReported
  return {
    'monitoring-missing': {
      rows: analysis.missing.map(({ id, name, dueOn }) => ({ key: id, slots: { firm: name, due: dueOn } })),
      sources,
    },
    'monitoring-firms': {
      rows: told ? analysis.firms.map(firmRow) : null,
      ...{ sources, why },
    },
    'monitoring-thresholds': {
      rows: told && analysis.hasThresholds ? analysis.thresholds.map(thresholdRow) : null,
      ...{ sources, why: analysis.hasThresholds ? why : '城市包里没有监测门槛' },
    },
    'monitoring-alerts': {
      rows: analysis.alerts.map((alert) => ({
        key: alert.id,
        slots: {
          ...{ alert: alert.title, firm: alert.firm, cause: alert.cause, owner: alert.owner },
          ...{ state: alert.stateText, due: alert.dueOn },
        },
      })),
      sources,
    },
  }
}

const decimal = (days: number | null | undefined) => (days == null ? null : String(days))

const thresholdRow = ({
  key,
  title,
  now,
  before,
  fresh,
  ended,
  firms,
}: MonthAnalysis['thresholds'][number]) => ({
  key,
  slots: { threshold: title, now, before, fresh, ended, firms: [...firms] },
})

const firmRow = (firm: MonthAnalysis['firms'][number]) => ({
  key: firm.organisationId,
  slots: {
    ...{ firm: firm.name, orders: firm.ordersFen, ordersBefore: firm.ordersBeforeFen },
    ...{ capacity: firm.capacityUseRatio, capacityBefore: firm.capacityBefore },
    ...{ input: firm.least?.input ?? null, stock: decimal(firm.least?.days), singles: firm.singleSources },
    ...{ delay: decimal(firm.deliveryDelayDays), delayBefore: decimal(firm.delayBefore) },
    logistics: firm.logistics && logisticsWords[firm.logistics],
  },
})
