import { AppError } from '../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import {
  type ArtefactSet,
  artefactSetSchema,
  type Template,
  type TemplateInfo,
  templateSchema,
} from '../model.ts'
import { findNewestSetting, listSettings } from '../queries/settings.ts'

/** The newest version of a template that a city may use. @throws not_found `reports.no_template` */
export async function getTemplate(ctx: Context, id: string, city: string): Promise<Template> {
  const row = await findNewestSetting(ctx.db, { kind: 'template', key: id })
  const template = row && templateSchema.parse(row.content)
  if (!template || (template.city !== undefined && template.city !== city))
    throw new AppError('not_found', 'reports.no_template', { template: id })
  return template
}

/** The templates that a city may use. */
export async function listTemplates(ctx: Context, { city }: { city: string }): Promise<TemplateInfo[]> {
  requirePermission(ctx.actor, 'reports.read', city)
  const templates = (await listSettings(ctx.db, 'template')).map(({ content }) =>
    templateSchema.parse(content),
  )
  return templates
    .filter((template) => template.city === undefined || template.city === city)
    .map(({ id, version, title, isMonthly, sections }) => ({
      ...{ id, version, title: title[ctx.lang], isMonthly },
      sections: sections.map(({ heading }) => heading),
    }))
}

/** The set of artefacts of a city; null where no pack brought one. */
export async function findArtefactSet(ctx: Context, city: string): Promise<ArtefactSet | null> {
  const row = await findNewestSetting(ctx.db, { kind: 'artefact_set', key: city })
  return row ? artefactSetSchema.parse(row.content) : null
}
