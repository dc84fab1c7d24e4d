import { creditCodeCheckCharacter } from '../../../../kernel/credit-code.ts'
import type { Random } from './random.ts'

// Rare characters of gentle meaning; three of them in a row name no known firm, and 演示 in every name settles it.
const SYLLABLES = [
  ...'澜栎岚澈砚珩霁昀湉沅峣嵘璟琤筠葳薏蘅槿栩桉柠晗曜昕朔汀泓浔淏湛溱滢漪瀚烨煦熠珏琰瑄璨甄皓睿砺祺禾稷穗笙筱翊翎',
]
const TRADES = ['科技', '装备', '机电', '材料', '精工', '实业', '制造', '工业']
const FORMS = ['有限公司', '有限公司', '有限公司', '股份有限公司']

/** The mark that every invented name carries, so that none can be taken for a real firm's. */
export const demoMark = '（演示）'

/** A region that no place has: GB/T 2260 gives out no code that begins with 99. */
const UNUSED_REGION = '990000'

/** Invented brands, each given out once. */
export function makeBrands(random: Random): () => string {
  const used = new Set<string>()
  return () => {
    for (let length = 2; ; length = 3) {
      const brand = Array.from({ length }, () => random.pick(SYLLABLES)).join('')
      if (used.has(brand)) continue
      used.add(brand)
      return brand
    }
  }
}

/** An invented legal name that says it is invented: 澜栎齿轮科技有限公司（演示）. */
export function demoFirmName(brand: string, product: string, random: Random): string {
  return `${brand}${product.slice(0, 6)}${random.pick(TRADES)}${random.pick(FORMS)}${demoMark}`
}

/** A credit code that is valid in form (GB 32100-2015) and can belong to nobody: its region is not in use. */
export function demoCreditCode(index: number): string {
  const first17 = `91${UNUSED_REGION}${String(index + 1).padStart(9, '0')}`
  return first17 + creditCodeCheckCharacter(first17)
}
