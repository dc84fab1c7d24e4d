import { createHash } from 'node:crypto'
import type { z } from '@hono/zod-openapi'
import { AppError } from '../../kernel/errors.ts'
import type { PackDoc, PackFinding, PackSection } from '../../platform/packs/index.ts'
import { audit, type Context, requirePermission } from '../access/index.ts'
import { findUncited, toFindings } from '../indicators/index.ts'
import { checkTemplate } from './domain/check-template.ts'
import { type ArtefactSet, artefactSetSchema, type Template, templateSchema } from './model.ts'
import { findSetting, insertSetting } from './queries/settings.ts'
import type { SettingRow } from './tables.ts'

type Held = { readonly version: number }

async function loadSettings<Doc extends Held>(
  ctx: Context,
  docs: readonly PackDoc<Doc>[],
  of: { kind: SettingRow['kind']; pack: string; keyOf: (doc: Doc) => string },
): Promise<void> {
  requirePermission(ctx.actor, 'packs.load')
  for (const { value, file } of docs) {
    const content = JSON.stringify(value)
    const sha256 = createHash('sha256').update(content).digest('hex')
    const key = { kind: of.kind, key: of.keyOf(value), version: value.version }
    const held = await findSetting(ctx.db, key)
    if (held?.sha256 === sha256) continue
    if (held) throw new AppError('conflict', 'reports.version_changed', { file, version: value.version })
    await insertSetting(ctx.db, { ...key, content, sha256, pack: of.pack, loadedAt: ctx.now })
    await audit(ctx, {
      action: 'reports.load_setting',
      subject: `reports.pack_setting/${key.kind}/${key.key}`,
      detail: { version: key.version, sha256 },
    })
  }
}

/** Templates of reports: sections, sentences with slots, tables and pictures; checked against the catalogue of facts. */
export const templateSection: PackSection<Template, Context> = {
  room: 'reports',
  folder: 'report-templates',
  schema: templateSchema as z.ZodType<Template>,
  check: (docs, lookup) => [
    ...docs.flatMap((doc) => checkTemplate(doc.value).map((fault): PackFinding => ({ doc, ...fault }))),
    ...toFindings(docs, findUncited(docs, lookup)),
  ],
  load: (ctx, docs, { name }) =>
    loadSettings(ctx, docs, { kind: 'template', pack: name, keyOf: ({ id }) => id }),
}

/** The set of artefacts that a city keeps for each chain. */
export const artefactSection: PackSection<ArtefactSet, Context> = {
  room: 'reports',
  folder: 'artefacts',
  schema: artefactSetSchema as z.ZodType<ArtefactSet>,
  check: (docs, lookup) => {
    const templates = new Set(lookup.docsOf(templateSection).map(({ value }) => value.id))
    const uncited = toFindings(docs, findUncited(docs, lookup))
    const strange = docs.flatMap((doc) =>
      doc.value.artefacts.flatMap(({ generator, template }, i): PackFinding[] =>
        (generator !== 'report' && generator !== 'investment-route') ||
        (template !== undefined && templates.has(template))
          ? []
          : [
              {
                doc,
                path: ['artefacts', i, 'template'],
                message: {
                  zh: `没有报告模板“${template ?? ''}”`,
                  en: `there is no report template "${template ?? ''}"`,
                },
              },
            ],
      ),
    )
    return [...uncited, ...strange]
  },
  load: (ctx, docs, { name }) =>
    loadSettings(ctx, docs, { kind: 'artefact_set', pack: name, keyOf: ({ city }) => city }),
}
