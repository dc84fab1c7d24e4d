import type { Generated } from 'kysely'

/** Columns of `network.supply_link`; units and sources stand in the migration. */
export type SupplyLinkRow = {
  id: Generated<bigint>
  dataset: 'held' | 'demo'
  buyerId: bigint | null
  supplierId: bigint | null
  buyerKey: string
  supplierKey: string
  buyerText: string
  supplierText: string
  isBuyerAnonymous: boolean
  isSupplierAnonymous: boolean
  supplierCityCode: string | null
  year: number
  validFrom: string
  validTo: string
  rank: number | null
  sharePpm: number | null
  salesSharePpm: number | null
  amountFen: bigint | null
  product: string | null
  source: string
  importId: bigint | null
  createdAt: Date
  supersededAt: Date | null
  supersededImportId: bigint | null
  amountLowFen: bigint | null
  amountHighFen: bigint | null
  confidentiality: Generated<'office' | 'parties'>
  statedSide: 'buyer' | 'supplier' | 'office' | null
  statedBy: string | null
  requestKey: string | null
  evidenceKey: string | null
  endedOn: string | null
  endedReason: string | null
  note: string | null
}

export type NetworkTables = {
  'network.supplyLink': SupplyLinkRow
  'network.revision': { dataset: 'held' | 'demo'; subject: string; changedIn: bigint }
}
