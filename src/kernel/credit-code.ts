/** Characters of a unified social credit code in the order of their values 0 to 30; GB 32100-2015, table 2. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** Weights of the first 17 places: 3^(i-1) mod 31; GB 32100-2015, table 3. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
/** Departments that register organisations; GB 32100-2015, table 1 with its first amendment. */
const DEPARTMENTS = '123456789ANY'
const LENGTH = 18
/** Shown by no screen, so nobody can see that they are there: zero-width characters, marks of direction, BOM. */
const INVISIBLE = '\\u00AD\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFEFF'
const EDGES = new RegExp(`^[\\s${INVISIBLE}]+|[\\s${INVISIBLE}]+$`, 'g')
const GAP = new RegExp(`[\\s${INVISIBLE}]`)

/**
 * Why a text is no credit code: nothing there; digits lost by a spreadsheet (scientific notation or rounding to
 * 15 digits); a space or an invisible character inside; a character outside the alphabet; not 18 long; a first
 * place that no department has; letters where the division code stands; a check character that does not fit.
 */
export type CreditCodeReason =
  | 'empty'
  | 'rounded'
  | 'space'
  | 'character'
  | 'length'
  | 'department'
  | 'division'
  | 'check'

export type CreditCodeResult =
  | { readonly ok: true; readonly code: string }
  | {
      readonly ok: false
      readonly reason: CreditCodeReason
      /** What was checked, after width, case and edges were made even; to show beside the original. */
      readonly normalised: string
      /** The offending place, from 1; null when the text as a whole is wrong. */
      readonly position: number | null
    }

/** What each reason says to the person who must mend the code. */
export const creditCodeWords: Readonly<
  Record<CreditCodeReason, { readonly zh: string; readonly en: string }>
> = {
  empty: { zh: '没有填写统一社会信用代码，请补上', en: 'no credit code is given; fill it in' },
  rounded: {
    zh: '代码被表格软件改成了数字，后几位已经丢失；请把该列设为文本，再从营业执照重新录入',
    en: 'the spreadsheet turned the code into a number and lost its last digits; set the column to text and enter it again from the licence',
  },
  space: {
    zh: '代码第 {position} 位是空格或看不见的字符，请删去',
    en: 'place {position} is a space or an invisible character; delete it',
  },
  character: {
    zh: '代码第 {position} 位的字符不允许出现（不用字母 I、O、S、V、Z，请核对是否为数字 1、0、5、2）',
    en: 'the character in place {position} is not allowed (the letters I, O, S, V, Z are never used; check for the digits 1, 0, 5, 2)',
  },
  length: { zh: '代码应为 18 位，请按营业执照核对', en: 'a code has 18 places; compare it with the licence' },
  department: {
    zh: '代码第 1 位不是登记管理部门代码，请按营业执照核对',
    en: 'place 1 is not the code of a registering department; compare it with the licence',
  },
  division: {
    zh: '代码第 {position} 位应为数字（第 3 至 8 位是行政区划），请按营业执照核对',
    en: 'place {position} must be a digit (places 3 to 8 are the division); compare it with the licence',
  },
  check: {
    zh: '代码的校验位不符，其中至少有一位写错，请按营业执照核对',
    en: 'the check character does not fit, so at least one place is wrong; compare it with the licence',
  },
}

/** The check character for the first 17 places, GB 32100-2015 section 5; null when they hold a strange character. */
export function creditCodeCheckCharacter(first17: string): string | null {
  let sum = 0
  for (const [i, weight] of WEIGHTS.entries()) {
    const value = ALPHABET.indexOf(first17.charAt(i) || '?')
    if (value < 0) return null
    sum += value * weight
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

/**
 * Whether a text is a unified social credit code by GB 32100-2015.
 *
 * Width (NFKC), case and spaces or invisible characters at the two ends are made even. Nothing else is mended:
 * a letter O is not read as a digit 0, and a space inside is told, not removed.
 */
export function checkCreditCode(text: string): CreditCodeResult {
  const code = text.normalize('NFKC').replace(EDGES, '').toUpperCase()
  const refuse = (reason: CreditCodeReason, index: number | null = null): CreditCodeResult => ({
    ok: false,
    reason,
    normalised: code,
    position: index === null ? null : index + 1,
  })
  if (code === '') return refuse('empty')
  if (/^\d(\.\d*)?E\+?\d+$/.test(code)) return refuse('rounded')
  const gap = code.search(GAP)
  if (gap >= 0) return refuse('space', gap)
  const strange = code.search(/[^0-9A-HJ-NP-RTUWXY]/)
  if (strange >= 0) return refuse('character', strange)
  if (code.length !== LENGTH) return refuse('length')
  if (creditCodeCheckCharacter(code) !== code.charAt(LENGTH - 1))
    return refuse(/^\d{15}000$/.test(code) ? 'rounded' : 'check')
  if (!DEPARTMENTS.includes(code.charAt(0))) return refuse('department', 0)
  const letter = code.slice(2, 8).search(/\D/)
  if (letter >= 0) return refuse('division', letter + 2)
  return { ok: true, code }
}
