const numerals = '零壹贰叁肆伍陆柒捌玖'
const places = ['', '拾', '佰', '仟']
const groups = ['', '万', '亿', '万亿']

/** Four digits with their places; zeros inside become one 零. */
function groupText(value: number): string {
  let text = ''
  let hasGap = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10
    if (digit === 0) {
      hasGap = text !== ''
      continue
    }
    text += `${hasGap ? '零' : ''}${numerals[digit]}${places[place]}`
    hasGap = false
  }
  return text
}

function yuanText(yuan: bigint): string {
  let text = ''
  let needsZero = false
  for (let group = 3; group >= 0; group--) {
    const value = Number((yuan / 10_000n ** BigInt(group)) % 10_000n)
    if (value === 0) {
      needsZero = text !== ''
      continue
    }
    if (text !== '' && (needsZero || value < 1000)) text += '零'
    text += groupText(value) + groups[group]
    needsZero = false
  }
  return text
}

/**
 * An amount in Chinese capitals as vouchers want it: 元, 角, 分, 整 where no 分 follows; 支付结算办法 (银发〔1997〕393号)
 * annex 1. Whole fen, below one 万万亿 yuan; a negative amount is refused.
 *
 * 1_0040_00n fen (10,040 yuan) → 壹万零肆拾元整
 */
export function chineseAmount(fen: bigint): string {
  if (fen < 0n || fen >= 10n ** 18n) throw new RangeError(`no amount for a voucher: ${fen} fen`)
  const [yuan, jiao, rest] = [fen / 100n, Number((fen / 10n) % 10n), Number(fen % 10n)]
  const head = yuan === 0n ? '' : `${yuanText(yuan)}元`
  if (jiao === 0 && rest === 0) return head === '' ? '零元整' : `${head}整`
  const jiaoText = jiao > 0 ? `${numerals[jiao]}角` : head === '' ? '' : '零'
  return rest === 0 ? `${head}${jiaoText}整` : `${head}${jiaoText}${numerals[rest]}分`
}

/** Whole fen as yuan with two decimals, `4200000` → `42000.00`. */
export const yuanOf = (fen: bigint): string => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`
