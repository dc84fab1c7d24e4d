// Invented entries of every library for the demo city, from a fixed seed: the same firms give the same entries.
import type { Context } from '../../access/index.ts'
import type { EntryField, EntryKind } from '../model.ts'
import { insertPart } from './queries/parts.ts'
import { writeEntry } from './service/entries.ts'
import { loadKinds } from './service/entry-kinds.ts'
import { takeSteps } from './service/named.ts'

export const demoSource = '演示数据 demo, seed 1'
export type Firm = { readonly id: string; readonly name: string }
type Values = Record<string, string | number>

/** The steps of each life up to where most entries stand; every fourth entry stops one short. */
const paths: Readonly<Record<string, readonly string[]>> = {
  recognition: ['apply', 'recognise'],
  dated_event: ['close'],
  agreement: ['negotiate', 'sign'],
  fund: ['prepare', 'found', 'invest'],
  gathering: ['prepare', 'hold'],
  result: ['begin', 'reach'],
}
const articles = [
  '在本市布局区域总部和研发中心',
  '扩大本地配套采购',
  '联合开展关键技术攻关',
  '共建产教融合实训基地',
]
const subjects = ['年度配套框架', '联合研发', '产线改造', '海外交付']

/** Gives the demo city entries of every kind, with parts where the kind has them; says how many. */
export async function inventEntries(ctx: Context, city: string, firms: readonly Firm[]): Promise<number> {
  let written = 0
  for (const [k, kind] of (await loadKinds(ctx)).entries()) {
    let mother: string | null = null
    for (let i = 0; i < 4 + (k % 4); i++) {
      const firm = firms[(k * 53 + i * 29) % firms.length]!
      const input = { ...headOf(kind, i, k, city, firm), ...(mother ? { parentId: mother } : {}) }
      const { id, isNew } = await writeEntry(ctx, kind, input, { requestKey: null, importId: null })
      if (kind.nests) mother ??= id
      if (!isNew) continue
      await takeSteps(ctx, 'entry', id, kind.life, stepsOf(kind, i), demoSource)
      await inventParts(ctx, kind, id, i, firms)
      written++
    }
  }
  return written
}

function headOf(kind: EntryKind, i: number, k: number, city: string, firm: Firm) {
  return {
    dataset: 'demo' as const,
    city,
    kind: kind.id,
    name: `演示${kind.title.zh}${i + 1}`,
    level: kind.levels.length === 0 ? null : kind.levels[(i + k) % kind.levels.length]!,
    organisationId: firm.id,
    organisationName: firm.name,
    ...(kind.located ? { chainId: 'rail-transit' } : {}),
    fields: kind.life === 'recognition' || kind.life === 'dated_event' ? {} : valuesOf(kind.fields, i),
    source: demoSource,
  }
}

function stepsOf(kind: EntryKind, i: number) {
  const path = paths[kind.life] ?? []
  const taken = i % 4 === 3 && path.length > 1 ? path.slice(0, -1) : path
  return taken.map((action, step) => {
    const isLast = step === path.length - 1
    return { action, happened: isLast && step > 0 && i % 5 === 4 ? null : String(2020 + (i % 3) + step) }
  })
}

/** Values for the fields of a kind; every fifth is left unknown, money that makes up a whole fits together. */
function valuesOf(fields: readonly EntryField[], i: number): Values {
  const size = BigInt(4 + ((i * 7) % 9)) * 10_000_000_000n
  const shares: Record<string, bigint> = {
    size,
    raised: (size * 3n) / 5n,
    government: size / 5n,
    fromMother: i === 0 ? 0n : size / 5n,
    social: i === 0 ? (size * 4n) / 5n : (size * 3n) / 5n,
    invested: size / 3n,
  }
  const values: Values = {}
  for (const [n, { name, type, options, title, required }] of fields.entries()) {
    if (!required && (i * 3 + n) % 5 === 4 && type !== 'choice') continue
    if (type === 'money')
      values[name] = String(shares[name] ?? BigInt(5 + ((i * 11 + n) % 30)) * 100_000_000n)
    else if (type === 'number') values[name] = 120 + ((i * 37 + n * 11) % 400)
    else if (type === 'choice')
      values[name] = options![name === 'form' ? Math.min(i, 1) : i % options!.length]!.id
    else if (type === 'date')
      values[name] =
        name === 'endsOn' && !fields.some((field) => field.name === 'edition')
          ? String(2026 + (i % 3))
          : `${2022 + (i % 3)}-${String(3 + (i % 9)).padStart(2, '0')}`
    else values[name] = textFor(name, i) ?? `演示${title.zh}${i + 1}`
  }
  return values
}

const textFor = (name: string, i: number): string | undefined =>
  ({
    text: articles[i % articles.length],
    subject: subjects[i % subjects.length],
    number: `第${['一', '二', '三', '四'][i % 4]}条`,
    country: ['马来西亚', '塞尔维亚', '土耳其'][i % 3],
  })[name]

async function inventParts(
  ctx: Context,
  kind: EntryKind,
  entryId: string,
  i: number,
  firms: readonly Firm[],
) {
  const stamp = { by: ctx.actor.userName, at: ctx.now }
  for (const part of kind.parts)
    for (let n = 0; n < 2 + ((i + 1) % 3); n++) {
      const firm = part.withFirm ? firms[(i * 31 + n * 17 + 5) % firms.length]! : null
      const line = {
        dataset: 'demo',
        entryId,
        part: part.name,
        organisationId: firm?.id ?? null,
        organisationName: firm?.name ?? null,
        fields: valuesOf(part.fields, i + n),
        source: demoSource,
        requestKey: `demo ${entryId} ${part.name} ${n}`,
      }
      await insertPart(ctx.db, line, stamp)
    }
}
