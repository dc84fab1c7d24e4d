/** An organisation with what comparing needs, computed once. */
import { checkCreditCode } from '../../kernel/credit-code.ts'
import { type NameEntry, nameEntry, withoutStockMarks } from './entry.ts'
import { isAnonymousName } from './name.ts'
import type { Organisation, Veto } from './organisation.ts'
import { contradicts, placeAtStart } from './places.ts'

export type Known = {
  readonly organisation: Organisation
  readonly entry: NameEntry
  /** The credit code when it is valid, else null. */
  readonly code: string | null
  /** Division code from the field, the address or the name; null when none says. */
  readonly divisionCode: string | null
  readonly branch: string
  readonly isAnonymous: boolean
}

/** The exchange's mark for a firm in trouble, whose star blots nothing out. */
const SPECIAL_TREATMENT = /^\s*S?[*＊]ST/i

/** The most exact place that an address begins with. */
function divisionOfAddress(address: string): string | null {
  let rest = address.normalize('NFKC').replace(/\s/g, '')
  let code: string | null = null
  for (let place = placeAtStart(rest); place; place = placeAtStart(rest)) {
    if (code !== null && !place.code.startsWith(code)) break
    code = place.code
    rest = rest.slice(place.word.length)
  }
  return code
}

/** The place that a name states for certain: a bare county word (东山, 安宁) is as often a brand. */
function placeOfName({ parts: { place, placeCode } }: NameEntry): string | null {
  return placeCode !== null && (placeCode.length <= 4 || /[市县区旗]$/.test(place)) ? placeCode : null
}

/** Makes an organisation ready; `isQuery` takes the marks of stock short names off. */
export function know(organisation: Organisation, isQuery: boolean): Known {
  const { name, uscc, address, divisionCode } = organisation
  const entry = nameEntry(isQuery ? withoutStockMarks(name) : name)
  const checked = uscc ? checkCreditCode(uscc) : null
  return {
    organisation,
    entry,
    code: checked?.ok ? checked.code : null,
    divisionCode: divisionCode ?? (address ? divisionOfAddress(address) : null) ?? placeOfName(entry),
    branch: entry.parts.branch,
    isAnonymous: isAnonymousName(name.replace(SPECIAL_TREATMENT, '')),
  }
}

/**
 * Why two cannot be one: two different valid codes; another branch; places of which neither lies in the other. A
 * place that is not known contradicts nothing, and a name without a form (a short name) does not rule a branch out.
 */
export function vetoOf(query: Known, candidate: Known): Veto | null {
  if (query.code !== null && candidate.code !== null && query.code !== candidate.code) return 'code'
  if (query.branch !== candidate.branch && (query.entry.isLegal || query.branch !== '')) return 'branch'
  const [a, b] = [query.divisionCode, candidate.divisionCode]
  return a !== null && b !== null && contradicts(a, b) ? 'place' : null
}
