/** One-character names of provinces and great cities, as they stand in short names: 皖能 is a firm of 安徽. */
const LETTERS: Readonly<Record<string, string>> = {
  京: '11',
  津: '12',
  冀: '13',
  晋: '14',
  蒙: '15',
  辽: '21',
  吉: '22',
  黑: '23',
  沪: '31',
  申: '31',
  苏: '32',
  浙: '33',
  皖: '34',
  徽: '34',
  闽: '35',
  赣: '36',
  鲁: '37',
  豫: '41',
  鄂: '42',
  楚: '42',
  湘: '43',
  粤: '44',
  桂: '45',
  琼: '46',
  渝: '50',
  川: '51',
  蜀: '51',
  黔: '52',
  贵: '52',
  滇: '53',
  云: '53',
  藏: '54',
  陕: '61',
  秦: '61',
  甘: '62',
  陇: '62',
  青: '63',
  宁: '64',
  新: '65',
  港: '81',
  澳: '82',
  台: '71',
  深: '4403',
  穗: '4401',
  甬: '3302',
  榕: '3501',
  蓉: '5101',
  杭: '3301',
  厦: '3502',
}

/**
 * How well a character stands for the place with this division code: 1 for the place itself, a half for one around
 * or inside it, 0 for none.
 */
export function placeLetterFit(character: string, code: string | null): number {
  const own = LETTERS[character]
  if (own === undefined || code === null) return 0
  if (own === code) return 1
  return code.startsWith(own) || own.startsWith(code) ? 0.5 : 0
}
