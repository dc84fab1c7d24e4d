import type { FactDefinition } from '../../../engines/rules/index.ts'

/** A repeatable draw, 0 (inclusive) to 1 (exclusive): the same firm and fact give the same number on every machine. */
export function drawOf(firm: number, name: string): number {
  let mixed = Math.imul(firm + 1, 0x9e3779b1) >>> 0
  for (let at = 0; at < name.length; at++) mixed = Math.imul(mixed ^ name.charCodeAt(at), 0x85ebca6b) >>> 0
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35) >>> 0
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}

/** What a firm of the demo city says of a fact, as people write it; null where nobody knows it. */
export function inventFact(firm: number, name: string, definition: FactDefinition): string | null {
  const draw = drawOf(firm, name)
  // Unknown stays unknown for some firms, so that the demo shows what is missing too.
  if (drawOf(firm, `${name} known`) < 0.12) return null
  if (definition.type === 'bool') return draw < 0.35 ? '是' : '否'
  if (definition.type === 'text')
    return definition.values?.[Math.floor(draw * definition.values.length)] ?? null
  if (definition.type === 'date')
    return `${2022 + Math.floor(draw * 4)}-0${1 + Math.floor(drawOf(firm, `${name} m`) * 9)}-15`
  if (definition.type === 'rate') return `${Math.round(draw * 400) - 50}‰`
  if (definition.type === 'count') return String(Math.floor(draw ** 2 * 60))
  if (definition.type === 'quantity') return String(Math.floor(draw ** 2 * 3000))
  // Few are large: between 100 thousand and 80 million yuan, awards up to 2 million, in steps of ten thousand.
  const most = name.endsWith('_award') ? 190 : 8000
  return definition.type === 'money' ? `${10 + Math.floor(draw ** 3 * most)}万元` : null
}

const grants = [
  '省级专精特新',
  '国家专精特新小巨人',
  '高新技术企业',
  '市级专精特新',
  '省级智能示范车间',
  '国家制造业单项冠军',
] as const

/** The titles of a firm of the demo city with their first day. */
export function inventTitles(firm: number): { title: string; granted: string }[] {
  return grants.flatMap((title, at) =>
    drawOf(firm, title) < 0.12 / (at + 1) + 0.02
      ? [{ title, granted: `${2023 + Math.floor(drawOf(firm, `${title} year`) * 4)}-07-01` }]
      : [],
  )
}
