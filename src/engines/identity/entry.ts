/** A name made ready for comparing: its core, what each character of the core is, and its sounds. */
import { pinyin } from 'pinyin-pro'
import { normaliseName } from './name.ts'
import { type NameParts, nameParts } from './name-parts.ts'
import { placeAtStart } from './places.ts'
import { tradeWordAtEnd } from './trade-words.ts'

/** What a character of the core belongs to. */
export const PLACE = 0
export const BRAND = 1
/** The first character of a trade word: short names keep these (河池化工 is 河化). */
export const TRADE_START = 2
export const TRADE = 3

export type NameEntry = {
  readonly normalised: string
  readonly parts: NameParts
  /** Place, brand and trade without form, branch and brackets. */
  readonly core: string
  /** By character of the core: PLACE, BRAND, TRADE_START or TRADE. */
  readonly roles: Uint8Array
  /** By character of the core: its sound without tone; an empty string when it has none. */
  readonly sounds: readonly string[]
  readonly isShareCompany: boolean
  readonly isGroup: boolean
  readonly isHolding: boolean
  /** Whether the form is a whole one: then the name claims to be the legal one. */
  readonly isLegal: boolean
}

const sounds = new Map<string, string>()

/** The most usual sound of one Han character without its tone; an empty string for others. */
export function soundOf(character: string): string {
  let sound = sounds.get(character)
  if (sound === undefined) {
    sound = /\p{Script=Han}/u.test(character) ? pinyin(character, { toneType: 'none', v: true }) : ''
    sounds.set(character, sound)
  }
  return sound
}

function rolesOf(core: string): Uint8Array {
  const roles = new Uint8Array(core.length).fill(BRAND)
  let start = core.length >= 4 && core.startsWith('中国') ? 2 : 0
  roles.fill(PLACE, 0, start)
  for (
    let place = placeAtStart(core.slice(start));
    place && start < core.length - 1;
    place = placeAtStart(core.slice(start))
  ) {
    roles.fill(PLACE, start, start + place.word.length)
    start += place.word.length
    if (start >= 6) break
  }
  let end = core.length
  for (let word = tradeWordAtEnd(core); word !== '' && end - word.length >= start; ) {
    end -= word.length
    roles.fill(TRADE, end, end + word.length)
    roles[end] = TRADE_START
    word = tradeWordAtEnd(core.slice(0, end))
  }
  return roles
}

const LEGAL = /有限公司|股份公司|合伙|事务所|合作社/

/**
 * 集团 stands now here, now there in one and the same name, and 控股 at the end is half a form: both count as marks
 * of their own and leave the core, unless too little would be left.
 */
function withoutGroupWords(core: string): string {
  const bare = core.replace('集团', '').replace(/控股$/, '')
  return bare.length >= 2 ? bare : core
}

/** Makes a name ready. */
export function nameEntry(name: string): NameEntry {
  const normalised = normaliseName(name)
  const parts = nameParts(name)
  const head = normalised.slice(0, normalised.length - parts.branch.length)
  const bare =
    parts.form !== '' && head.endsWith(parts.form)
      ? head.slice(0, -parts.form.length)
      : head.replace(parts.form, '')
  const core = withoutGroupWords(bare.replace(/[()]/g, '')) || head
  return {
    normalised,
    parts,
    core,
    roles: rolesOf(core),
    sounds: [...core].length === core.length ? [...core].map(soundOf) : [],
    isShareCompany: parts.form.includes('股份'),
    isGroup: head.includes('集团'),
    isHolding: /控股/.test(bare + parts.form),
    isLegal: LEGAL.test(parts.form),
  }
}

/** Whether a name is a whole legal one, by its form (有限公司 …). */
export const isLegalName = (name: string): boolean => LEGAL.test(nameParts(name).form)

const STOCK_MARK = /^(?:退市|S\*?ST|\*ST|SST|ST|PT|XD|XR|DR|S|N|C)(?=\p{Script=Han})/u
const STOCK_TAIL = /(?<=\p{Script=Han})(?:-[A-Z]{1,3}|[AB]股?|退)$/u

/** A name as people write it in a list, without the marks that an exchange puts on short names (*ST, A, -U, 退). */
export function withoutStockMarks(name: string): string {
  const even = normaliseName(name)
  const bare = even.replace(STOCK_MARK, '').replace(STOCK_TAIL, '')
  return bare.length >= 2 ? bare : even
}
