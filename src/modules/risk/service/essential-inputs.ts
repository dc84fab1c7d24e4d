import { z } from '@hono/zod-openapi'
import { AppError } from '../../../kernel/errors.ts'
import type { PackSection } from '../../../platform/packs/index.ts'
import { audit, type Context } from '../../access/index.ts'
import { bilingualSchema, keySchema } from '../../indicators/index.ts'
import type { MatrixOfPack } from '../domain/network-facts.ts'
import { findEssentialMatrix, upsertEssentialMatrix } from '../queries/essential-inputs.ts'

/** `packs/national/essential-inputs`: a published matrix between industry classes, with its source and licence. */
export const matrixFileSchema = z.strictObject({
  id: keySchema,
  version: z.number().int().min(1),
  title: bilingualSchema,
  source: z.strictObject({ title: z.string().min(1).max(500), licence: z.string().min(1).max(60) }),
  needsVerification: z.boolean(),
  sectors: z
    .array(z.string().regex(/^\d{2,4}$/))
    .min(2)
    .max(1_000),
  classCounts: z.array(z.number().int().min(1)),
  essential: z.array(z.string().regex(/^[012]+$/)),
  classes: z.array(z.strictObject({ gbt: z.string().regex(/^\d{2,4}$/), nace: z.string() })).min(1),
})
type MatrixFile = z.infer<typeof matrixFileSchema>

type Fault = { path: (string | number)[]; message: { zh: string; en: string } }

/** Ragged rows, sectors told twice, classes that point nowhere. */
function faultsOf({ sectors, classCounts, essential, classes }: MatrixFile): Fault[] {
  const size = sectors.length
  const faults: Fault[] = []
  const wrongSize = { zh: `应为 ${size} 个`, en: `should be ${size}` }
  if (essential.length !== size) faults.push({ path: ['essential'], message: wrongSize })
  if (classCounts.length !== size) faults.push({ path: ['classCounts'], message: wrongSize })
  essential.forEach((row, k) => {
    if (row.length !== size) faults.push({ path: ['essential', k], message: wrongSize })
  })
  if (new Set(sectors).size !== size)
    faults.push({ path: ['sectors'], message: { zh: '行业重复', en: 'a sector stands twice' } })
  const codes = classes.map(({ gbt }) => gbt)
  classes.forEach(({ gbt, nace }, k) => {
    if (!sectors.includes(nace))
      faults.push({
        path: ['classes', k, 'nace'],
        message: { zh: `没有行业 ${nace}`, en: `no sector ${nace}` },
      })
    if (codes.indexOf(gbt) !== k)
      faults.push({ path: ['classes', k, 'gbt'], message: { zh: `${gbt} 重复`, en: `${gbt} stands twice` } })
  })
  return faults
}

/** Matrices of essential inputs that a run may choose. */
export const essentialInputSection: PackSection<MatrixFile, Context> = {
  room: 'risk',
  folder: 'essential-inputs',
  schema: matrixFileSchema,
  check: (docs) => docs.flatMap((doc) => faultsOf(doc.value).map((fault) => ({ doc, ...fault }))),
  async load(ctx, docs) {
    for (const { value } of docs) {
      const matrix = { id: value.id, version: value.version, content: value }
      if (!(await upsertEssentialMatrix(ctx.db, matrix, ctx.now))) continue
      const subject = `risk.essential_matrix/${value.id}/${value.version}`
      await audit(ctx, { action: 'risk.load_essential_matrix', subject, detail: { version: value.version } })
    }
  },
}

/** With fewer of its firms in sectors of the matrix, a run would tell of the matrix's unknown sector, not of the city. */
export const leastMappedRatio = 0.5

/** The 616-sector matrix. @throws conflict `risk.no_matrix` where its pack is not loaded */
export async function findMatrix(ctx: Context): Promise<MatrixOfPack> {
  const file = (await findEssentialMatrix(ctx.db, 'nace-616')) as MatrixFile | undefined
  if (!file) throw new AppError('conflict', 'risk.no_matrix', {})
  const { sectors, essential, classes, title, version, needsVerification } = file
  const { title: source, licence } = file.source
  return { sectors, essential, classes, title, version, source, licence, needsVerification }
}
