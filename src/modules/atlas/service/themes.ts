import { chinaDay } from '../../../kernel/china-day.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { ageInDays, isStale } from '../domain/staleness.ts'
import {
  type ScopeQuery,
  type Theme,
  type ThemeId,
  type ThemeInput,
  type ThemeList,
  themeIds,
} from '../model.ts'
import { findSetting, listThemeSettings, putThemeSetting } from '../queries/settings.ts'
import { countByFigure, countThemes } from '../queries/themes.ts'
import { platformKinds } from './layers.ts'

/** Where a theme's rows are shown and brought in, and the fact of the register that makes a firm belong to it. */
const themePages: Readonly<Record<ThemeId, { list: string | null; import: string | null; figure?: string }>> =
  {
    parks: { list: '/parks', import: '/parks' },
    major_projects: { list: '/projects', import: '/import' },
    research_platforms: { list: '/libraries', import: '/import' },
    foreign_firms: { list: '/firms', import: '/import', figure: 'is_foreign_invested' },
    above_scale_firms: { list: '/firms', import: '/import', figure: 'is_above_threshold' },
    talent: { list: null, import: null },
    land: { list: '/atlas/space', import: '/parks' },
    factories: { list: '/atlas/space', import: '/parks' },
    firms: { list: '/firms', import: '/import' },
  }

/** A theme is stale after so many days where nobody says otherwise (default, assumption). */
const defaultStaleDays = 365

type Counted = {
  count: number | null
  placed: number | null
  unclassified: number | null
  updatedAt: Date | null
}
const nothing: Counted = { count: null, placed: null, unclassified: null, updatedAt: null }
const numberOf = (value: bigint | null | undefined) =>
  value === null || value === undefined ? null : Number(value)

async function countAll(ctx: Context, { city, dataset }: ScopeQuery): Promise<Map<ThemeId, Counted>> {
  const counts = new Map<ThemeId, Counted>()
  for (const { theme, count, placed, unclassified, updatedAt } of await countThemes(ctx.db, {
    ...{ dataset, city, platformKinds },
  }))
    counts.set(theme as ThemeId, {
      ...{ count: Number(count), placed: numberOf(placed), unclassified: numberOf(unclassified), updatedAt },
    })
  for (const theme of ['foreign_firms', 'above_scale_firms'] as const) {
    const found = await countByFigure(ctx.db, { dataset, city, name: themePages[theme].figure! })
    if (!found) continue
    // Of no firm was it ever said: the theme is not held, which is no count of 0.
    const isHeld = found.updatedAt !== null
    counts.set(theme, {
      count: isHeld ? Number(found.count) : null,
      placed: isHeld ? Number(found.placed) : null,
      ...{ unclassified: Number(found.unclassified), updatedAt: found.updatedAt },
    })
  }
  return counts
}

type Said = { owner: string | null; ownerSource: string | null; staleAfterDays: number }

/** Whose a theme is: what an office said goes before the pack. */
async function whoseThemes(ctx: Context, { city, dataset }: ScopeQuery): Promise<(theme: ThemeId) => Said> {
  const packed = (await findSetting(ctx.db, city))?.themes ?? []
  const said = await listThemeSettings(ctx.db, { dataset, cityCode: city })
  return (theme) => {
    const own = said.find((one) => one.theme === theme)
    if (own) return { owner: own.owner, ownerSource: own.source, staleAfterDays: own.staleAfterDays }
    const file = packed.find((one) => one.theme === theme)
    if (!file) return { owner: null, ownerSource: null, staleAfterDays: defaultStaleDays }
    const { owner, source, staleAfterDays } = file
    return { owner, staleAfterDays, ownerSource: source === '假设' ? source : source.document }
  }
}

/** The themes of the industrial map: what is held of each, whose it is and how old (row C06). */
export async function listThemes(ctx: Context, scope: ScopeQuery): Promise<ThemeList> {
  requirePermission(ctx.actor, 'registry.read', scope.city)
  const counts = await countAll(ctx, scope)
  const whose = await whoseThemes(ctx, scope)
  const today = chinaDay(ctx.now)
  const items = themeIds.map((id): Theme => {
    const { updatedAt, ...counted } = counts.get(id) ?? nothing
    const updatedOn = updatedAt === null ? null : chinaDay(updatedAt)
    const said = whose(id)
    const ageDays = ageInDays(updatedOn, today)
    return {
      ...{ id, ...counted, updatedOn, ageDays, ...said, isStale: isStale(ageDays, said.staleAfterDays) },
      ...{ listPath: themePages[id].list, importPath: themePages[id].import },
    }
  })
  return { asOf: today, items }
}

/** Says whose a theme is and after how many days it is stale; the same again changes nothing. */
export async function settleTheme(ctx: Context, theme: ThemeId, input: ThemeInput): Promise<ThemeList> {
  requirePermission(ctx.actor, 'libraries.settle', input.city)
  const { city: cityCode, dataset, owner, staleAfterDays, source } = input
  const said = await listThemeSettings(ctx.db, { dataset, cityCode })
  const held = said.find((one) => one.theme === theme)
  if (held?.owner !== owner || held.staleAfterDays !== staleAfterDays || held.source !== source) {
    const row = { dataset, cityCode, theme, owner, staleAfterDays, source }
    await putThemeSetting(ctx.db, row, { by: ctx.actor.displayName, at: ctx.now })
    await audit(ctx, {
      action: 'atlas.settle_theme',
      subject: `city/${cityCode}/theme/${theme}`,
      detail: { before: held ?? null, after: { owner, staleAfterDays, source } },
    })
  }
  return listThemes(ctx, { city: cityCode, dataset })
}
