/** What a firm row says about who it is; codes already checked and normalised, null where the cell is empty. */
export type FirmIdentity = {
  readonly creditCode: string | null
  readonly stockCode: string | null
  readonly nameNormalised: string
}

/** The held organisations that the rows of one file may mean. Keys of an organisation are opaque here. */
export type HeldIdentities = {
  readonly byCreditCode: ReadonlyMap<string, string>
  readonly byStockCode: ReadonlyMap<string, string>
  /** By present or former name, after normalising. */
  readonly byName: ReadonlyMap<string, ReadonlySet<string>>
  readonly creditCodeOf: ReadonlyMap<string, string>
}

/** A row joins a held organisation (`key`), opens a new one (`key` is its own), or waits for a person. */
export type FirmMatch =
  | { readonly kind: 'joins' | 'opens'; readonly key: string }
  | {
      readonly kind: 'waits'
      readonly code: string
      readonly params: Readonly<Record<string, unknown>>
      /** The organisations that the row may mean, as far as codes and equal names say. */
      readonly keys: readonly string[]
    }

/** What likeness says of a row that neither a code nor an equal name settles. */
export type LookAlike =
  | { readonly band: 'auto'; readonly key: string }
  | { readonly band: 'review'; readonly name: string; readonly count: number }
  | { readonly band: 'new' }

/** What decides beside the exact evidence; asked by the row's own key. */
export type OtherEvidence = {
  /** What a person says about this very row, now. */
  readonly said?: (ownKey: string) => { readonly kind: 'same' | 'new'; readonly key?: string } | undefined
  /** Whom a person meant when the same name stood in an earlier file. */
  readonly remembered?: (row: FirmIdentity) => string | undefined
  readonly lookAlike?: (ownKey: string) => LookAlike | undefined
}

const waits = (code: string, params: Record<string, unknown>, keys: readonly string[]): FirmMatch => ({
  kind: 'waits',
  code,
  params,
  keys,
})

/**
 * Decides row by row whom each row means: same credit code, else same stock code, else same normalised name; two
 * different valid credit codes never meet. What a person said or once decided comes before the name, likeness last. A
 * row opened earlier in the file is held for the rows after it. Method: docs/methods/import.md.
 */
export class FirmMatcher {
  readonly #byCreditCode: Map<string, string>
  readonly #byStockCode: Map<string, string>
  readonly #byName: Map<string, Set<string>>
  readonly #creditCodeOf: Map<string, string>
  readonly #other: OtherEvidence

  constructor(held: HeldIdentities, other: OtherEvidence = {}) {
    this.#other = other
    this.#byCreditCode = new Map(held.byCreditCode)
    this.#byStockCode = new Map(held.byStockCode)
    this.#byName = new Map([...held.byName].map(([name, keys]) => [name, new Set(keys)]))
    this.#creditCodeOf = new Map(held.creditCodeOf)
  }

  match(row: FirmIdentity, ownKey: string): FirmMatch {
    const decided = this.#decide(row, ownKey)
    if (decided.kind !== 'waits') this.#hold(row, decided.key)
    return decided
  }

  #decide(row: FirmIdentity, ownKey: string): FirmMatch {
    const said = this.#other.said?.(ownKey)
    if (said?.kind === 'new') return { kind: 'opens', key: ownKey }
    if (said?.key) return this.#joinUnlessOtherCode(row, said.key)
    const byCode = row.creditCode ? this.#byCreditCode.get(row.creditCode) : undefined
    const byStock = row.stockCode ? this.#byStockCode.get(row.stockCode) : undefined
    if (byCode && byStock && byCode !== byStock) {
      return waits('registry.codes_disagree', { creditCode: row.creditCode, stockCode: row.stockCode }, [
        byCode,
        byStock,
      ])
    }
    const key = byCode ?? byStock
    if (key) return this.#joinUnlessOtherCode(row, key)
    const remembered = this.#other.remembered?.(row)
    return remembered ? this.#joinUnlessOtherCode(row, remembered) : this.#decideByName(row, ownKey)
  }

  #decideByName(row: FirmIdentity, ownKey: string): FirmMatch {
    const keys = [...(this.#byName.get(row.nameNormalised) ?? [])]
    if (keys.length === 0) return this.#decideByLikeness(row, ownKey)
    if (keys.length > 1) return waits('registry.name_ambiguous', { count: keys.length }, keys)
    return this.#joinUnlessOtherCode(row, keys[0]!)
  }

  #decideByLikeness(row: FirmIdentity, ownKey: string): FirmMatch {
    const alike = this.#other.lookAlike?.(ownKey)
    if (alike?.band === 'auto') return this.#joinUnlessOtherCode(row, alike.key)
    if (alike?.band === 'review')
      return waits('registry.looks_alike', { name: alike.name, count: alike.count }, [])
    return { kind: 'opens', key: ownKey }
  }

  #joinUnlessOtherCode(row: FirmIdentity, key: string): FirmMatch {
    const heldCode = this.#creditCodeOf.get(key)
    if (row.creditCode && heldCode && heldCode !== row.creditCode) {
      return waits('registry.other_credit_code', { held: heldCode, given: row.creditCode }, [key])
    }
    return { kind: 'joins', key }
  }

  #hold(row: FirmIdentity, key: string): void {
    if (row.creditCode) {
      this.#byCreditCode.set(row.creditCode, key)
      this.#creditCodeOf.set(key, row.creditCode)
    }
    if (row.stockCode) this.#byStockCode.set(row.stockCode, key)
    const keys = this.#byName.get(row.nameNormalised) ?? new Set()
    this.#byName.set(row.nameNormalised, keys.add(key))
  }
}
