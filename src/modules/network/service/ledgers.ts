import { AppError } from '../../../kernel/errors.ts'
import {
  audit,
  type Context,
  openConsent,
  readConfided,
  requirePermission,
  withdrawConsent,
} from '../../access/index.ts'
import { countDefinitions } from '../domain/count-definitions.ts'
import { defaultScopes, scopeOfNode } from '../domain/default-rules.ts'
import { cityKey } from '../domain/packed-purchases.ts'
import { type Reach, scopes } from '../domain/sourcing-definitions.ts'
import type { Ledger, LedgerLine } from '../model.ts'
import * as queries from '../queries/ledgers.ts'
import { findRules, listNodesOfOrganisations } from '../queries/rules.ts'
import { centreOf, loadPicture, type Picture, placeOfSupplier } from './picture.ts'

/** The kind under which access keeps the consents of ledgers. */
export const ledgerConsent = 'network.ledger'
const mostLines = 20_000
const mostLinesShown = 1_000
const subjectOf = (id: bigint | string) => `network.ledger/${id}`

const textOf = (value: bigint | null) => (value === null ? null : String(value))

/** One line as its own firm sees it. */
export const tellLine = (row: queries.StoredLine): LedgerLine => ({
  ...{ line: row.line, supplier: row.supplierText, organisationId: textOf(row.supplierId) },
  ...{ placeCode: row.supplierCityCode, product: row.product, scope: row.scope },
  ...{
    amountFen: textOf(row.amountFen),
    amountLowFen: textOf(row.amountLowFen),
    amountHighFen: textOf(row.amountHighFen),
  },
})

type Goods = ReadonlyMap<string, { nodeId: string; segmentId: string }[]>

function countOwn(
  picture: Picture,
  goods: Goods,
  rules: typeof defaultScopes,
  city: string,
  lines: readonly queries.StoredLine[],
) {
  const bought = lines.map(
    ({ supplierId, supplierCityCode, scope, amountFen, amountLowFen, amountHighFen }) => {
      const key =
        supplierId !== null
          ? String(supplierId)
          : supplierCityCode === null
            ? null
            : cityKey(supplierCityCode)
      const nodes = supplierId === null ? undefined : goods.get(String(supplierId))
      const told = scope
        ? new Set<string>([scope])
        : nodes && new Set<string>(nodes.map((node) => scopeOfNode(rules, node)))
      return {
        ...{ buyerId: 'own', supplierId: key ?? 'unknown', amountFen, goods: told },
        place: key === null ? null : placeOfSupplier(picture, key),
        ...(amountLowFen === null ? {} : { bandFen: { low: amountLowFen, high: amountHighFen! } }),
      }
    },
  )
  const { lng, lat } = centreOf(picture.places, city)
  const reaches: Reach[] = [
    { kind: 'city', cityCode: city },
    { kind: 'radius', centre: { cityCode: city, lng, lat }, radiusKm: 200 },
    { kind: 'province', provincePrefix: city.slice(0, 2) },
  ]
  return countDefinitions(reaches, scopes, bought).map(({ reach, scope, figure }) => ({
    ...{ reach: reach.kind, scope, ...figure },
  }))
}

async function tellLedgers(ctx: Context, rows: readonly queries.LedgerRow[]): Promise<Ledger[]> {
  if (rows.length === 0) return []
  const { dataset } = rows[0]!
  const picture = await loadPicture(ctx, dataset)
  const goods = await listNodesOfOrganisations(ctx.db, dataset)
  const told: Ledger[] = []
  for (const row of rows) {
    const rules = (await findRules(ctx.db, row.cityCode))?.scopes ?? defaultScopes
    const lines = await queries.listLines(ctx.db, row.id, mostLines)
    const { id, year, name, isWhole, refused, isCounted, isConsentClosed, uploadedBy } = row
    told.push({
      ...{
        id: String(id),
        year,
        name,
        isWhole,
        lines: row.lines,
        refused,
        isCounted,
        isConsentClosed,
        uploadedBy,
      },
      uploadedAt: row.uploadedAt.toISOString(),
      own: countOwn(picture, goods, rules, row.cityCode, lines),
    })
  }
  return told
}

/** The ledgers of one's own firm, with its own ratios. */
export async function listOwnLedgers(ctx: Context, dataset: 'held' | 'demo'): Promise<Ledger[]> {
  requirePermission(ctx.actor, 'ledgers.own')
  const own = ctx.actor.organisationId
  return own === null ? [] : tellLedgers(ctx, await queries.listLedgers(ctx.db, dataset, own))
}

async function getOwn(ctx: Context, id: string, lock = false): Promise<queries.LedgerRow> {
  requirePermission(ctx.actor, 'ledgers.own')
  const own = ctx.actor.organisationId
  const row = own === null ? undefined : await queries.findLedger(ctx.db, id, own, lock)
  if (!row) throw new AppError('not_found', 'network.no_ledger', { id })
  return row
}

/** The lines of one's own ledger, in the order of the file. */
export async function listOwnLines(ctx: Context, id: string): Promise<LedgerLine[]> {
  const row = await getOwn(ctx, id)
  return (await queries.listLines(ctx.db, row.id, mostLinesShown)).map(tellLine)
}

/** Opens the consent of a ledger: only the program writes consents, and it says who gave it. Readers: nobody. */
export async function consentToLedger(
  ctx: Context,
  ledger: { id: string; dataset: 'held' | 'demo'; year: number },
): Promise<void> {
  const own = { organisationId: ctx.actor.organisationId, organisationName: ctx.actor.organisationName }
  const purpose = '只按汇总规则（三家以上、没有一家超过八成）计入本地配套率，任何人看不到明细'
  // The file's own name could say something: the consent is known by year alone.
  const upload = {
    kind: ledgerConsent,
    id: ledger.id,
    name: `采购台账 ${ledger.year}`,
    dataset: ledger.dataset,
    own,
  }
  await ctx.asProgram(() => openConsent(ctx, upload, { ...own, purpose, readers: [], validUntil: null }))
}

async function findStanding(ctx: Context, id: bigint) {
  const { consents } = await readConfided(ctx)
  return consents.find(
    ({ kind, uploadId, state }) => kind === ledgerConsent && uploadId === String(id) && state !== 'withdrawn',
  )
}

async function withdraw(ctx: Context, id: bigint, reason: string): Promise<void> {
  const standing = await findStanding(ctx, id)
  if (standing) await withdrawConsent(ctx, standing.id, reason)
}

/**
 * Lets a ledger be counted in aggregates, or no longer. Withdrawn is withdrawn: to be counted again the file is handed in
 * anew. One ledger a year counts.
 */
export async function setLedgerCounted(ctx: Context, id: string, isCounted: boolean): Promise<Ledger> {
  const row = await getOwn(ctx, id, true)
  if (isCounted && row.isConsentClosed) throw new AppError('conflict', 'network.ledger_consent_closed', {})
  if (isCounted && !row.isCounted) {
    await queries.setCounted(ctx.db, row, row.id)
    // One that another file of the year took the place of has its consent still.
    if (!(await findStanding(ctx, row.id)))
      await consentToLedger(ctx, { id, dataset: row.dataset, year: row.year })
  }
  if (!isCounted && row.isCounted) {
    await queries.setCounted(ctx.db, row, null)
    await withdraw(ctx, row.id, '企业不再同意计入汇总')
  }
  await audit(ctx, { action: 'network.consent_ledger', subject: subjectOf(id), detail: { isCounted } })
  return (await tellLedgers(ctx, [await getOwn(ctx, id)]))[0]!
}

/** Deletes a ledger with every line of it; it is in no aggregate from now on. */
export async function deleteOwnLedger(ctx: Context, id: string): Promise<void> {
  const row = await getOwn(ctx, id, true)
  await withdraw(ctx, row.id, '企业已删除台账')
  await queries.deleteLedger(ctx.db, row.id)
  await audit(ctx, {
    action: 'network.delete_ledger',
    subject: subjectOf(id),
    detail: { year: row.year, lines: row.lines },
  })
}
