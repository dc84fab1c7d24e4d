import { z } from 'zod'
import type { PackDoc, PackFinding, PackSection } from '../../../platform/packs/index.ts'
import type { Context } from '../../access/index.ts'
import { updateCentres, upsertDivisions, upsertIndustryClasses } from '../queries/places.ts'

const sourceSchema = z.strictObject({
  document: z.string().min(1),
  place: z.string().nullable(),
  sentence: z.string().nullable(),
})
const codeSchema = z.string().regex(/^\d{6}$/, 'division_code')

const divisionFileSchema = z.strictObject({
  standard: z.string(),
  asOf: z.string(),
  source: sourceSchema,
  divisions: z.array(
    z.strictObject({
      code: codeSchema,
      name: z.string().min(1),
      level: z.enum(['province', 'city', 'county']),
      parent: codeSchema.nullable(),
      note: z.unknown().optional(),
    }),
  ),
})
type DivisionFile = z.infer<typeof divisionFileSchema>

const centreFileSchema = z.strictObject({
  datum: z.literal('WGS84'),
  source: sourceSchema,
  centres: z.array(
    z.strictObject({
      code: codeSchema,
      name: z.string().min(1),
      lng: z.number().min(70).max(140),
      lat: z.number().min(3).max(54),
      precision: z.enum(['province', 'city', 'district']),
      source: sourceSchema.optional(),
      note: z.unknown().optional(),
    }),
  ),
})
type CentreFile = z.infer<typeof centreFileSchema>

const industryFileSchema = z.strictObject({
  standard: z.string(),
  source: sourceSchema,
  classes: z.array(
    z.strictObject({
      code: z.string().regex(/^([A-T]|\d{2,4})$/, 'industry_code'),
      name: z.string().min(1),
      parent: z.string().nullable(),
    }),
  ),
})
type IndustryFile = z.infer<typeof industryFileSchema>

/** Codes that stand twice, and parents that stand nowhere, over all files of a section. */
function checkTree<Doc>(
  docs: readonly PackDoc<Doc>[],
  list: string,
  entriesOf: (doc: Doc) => readonly { code: string; parent: string | null }[],
): PackFinding[] {
  const seen = new Set<string>()
  const codes = new Set(docs.flatMap((doc) => entriesOf(doc.value).map(({ code }) => code)))
  return docs.flatMap((doc) =>
    entriesOf(doc.value).flatMap(({ code, parent }, i): PackFinding[] => {
      const isDouble = seen.has(code)
      seen.add(code)
      const at = (field: string, zh: string, en: string): PackFinding => ({
        doc,
        path: [list, i, field],
        message: { zh, en },
      })
      const found: PackFinding[] = []
      if (isDouble) found.push(at('code', `代码 ${code} 出现了两次`, `the code ${code} stands twice`))
      if (parent !== null && !codes.has(parent)) {
        found.push(at('parent', `上级代码 ${parent} 不在任何文件里`, `no file holds the parent ${parent}`))
      }
      return found
    }),
  )
}

/** Administrative divisions of GB/T 2260. */
export const divisionSection: PackSection<DivisionFile, Context> = {
  room: 'registry',
  folder: 'divisions',
  schema: divisionFileSchema,
  check: (docs) => checkTree(docs, 'divisions', (file) => file.divisions),
  load: async (ctx, docs) => {
    const rows = docs.flatMap(({ value }) =>
      value.divisions.map(({ code, name, level, parent }) => ({
        code,
        name,
        level,
        parentCode: parent,
        source: `${value.standard} ${value.asOf}`,
      })),
    )
    await upsertDivisions(ctx.db, rows)
  },
}

/** Centres of divisions in WGS84; what stands without one has no position. */
export const centreSection: PackSection<CentreFile, Context> = {
  room: 'registry',
  folder: 'centres',
  schema: centreFileSchema,
  check: (docs, lookup) => {
    const held = new Set(
      lookup.docsOf(divisionSection).flatMap((doc) => doc.value.divisions.map(({ code }) => code)),
    )
    return docs.flatMap((doc) =>
      doc.value.centres.flatMap(({ code }, i) =>
        held.has(code)
          ? []
          : [
              {
                doc,
                path: ['centres', i, 'code'],
                message: { zh: `没有代码为 ${code} 的区划`, en: `no division has the code ${code}` },
              },
            ],
      ),
    )
  },
  load: async (ctx, docs) => {
    await updateCentres(
      ctx.db,
      docs.flatMap(({ value }) => value.centres.map(({ code, lng, lat }) => ({ code, lng, lat }))),
    )
  },
}

/** Classes of GB/T 4754-2017. */
export const industrySection: PackSection<IndustryFile, Context> = {
  room: 'registry',
  folder: 'industry',
  schema: industryFileSchema,
  check: (docs) => checkTree(docs, 'classes', (file) => file.classes),
  load: async (ctx, docs) => {
    const rows = docs.flatMap(({ value }) =>
      value.classes.map(({ code, name, parent }) => ({
        code,
        name,
        level: /^\d/.test(code) ? code.length - 1 : 0,
        parentCode: parent,
        source: value.standard,
      })),
    )
    await upsertIndustryClasses(ctx.db, rows)
  },
}
