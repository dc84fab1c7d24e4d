import { factLines, QuantityError, readValue } from '../../../engines/rules/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, type Dataset, requirePermission } from '../../access/index.ts'
import { listTitleLists, tellTitleList } from '../../registry/index.ts'
import type { CityValueInput, CityValueList } from '../model.ts'
import { insertCityValue, listCityValues as queryCityValues } from '../queries/city-values.ts'
import { loadRuleSet } from './rule-set.ts'

/** Under this name an office states that every title of the city's firms is registered; the register keeps it. */
const titlesComplete = 'titles_complete'

const titlesLine = {
  name: titlesComplete,
  label: '称号登记完整（未登记即没有）',
  type: 'bool',
  unit: '是/否',
  supplier: '市工信局',
}

/** The figures of the whole city that the rules ask for, with what is held. */
export async function listCityValues(
  ctx: Context,
  { city, dataset, on: asked }: { city: string; dataset: Dataset; on?: string | undefined },
): Promise<CityValueList> {
  requirePermission(ctx.actor, 'policy.read', city)
  const on = asked ?? chinaDay(ctx.now)
  const { rules } = await loadRuleSet(ctx, { city, dataset })
  const held = await queryCityValues(ctx.db, { dataset, areaCode: city, on })
  const told = (await listTitleLists(ctx, { dataset, cityCode: city, on })).find(
    ({ kindCode }) => kindCode === null,
  )
  const titles = told && {
    name: titlesComplete,
    value: told.isComplete ? '是' : '否',
    validFrom: told.validFrom,
    source: told.source,
    enteredBy: told.toldBy,
  }
  const lines = factLines(rules.library).filter(({ scope }) => scope === 'city')
  const given = lines.filter(({ name }) => {
    const definition = rules.library.city.get(name)
    return !definition?.computed && !definition?.values
  })
  const asking = [{ ...titlesLine, usedBy: [] as readonly string[] }, ...given]
  return {
    on,
    values: asking.map(({ name, label, type, unit, supplier, usedBy }) => {
      const value = name === titlesComplete ? titles : held.find((one) => one.name === name)
      return {
        name,
        label,
        type,
        unit,
        supplier,
        value: value?.value ?? null,
        validFrom: value?.validFrom ?? null,
        source: value?.source ?? null,
        enteredBy: value?.enteredBy ?? null,
        usedBy: [...usedBy],
      }
    }),
  }
}

/** Writes a figure of the whole city from a day on; the earlier ones stay as history. */
export async function setCityValue(ctx: Context, input: CityValueInput): Promise<CityValueList> {
  const { city, dataset, name, value, validFrom, source } = input
  requirePermission(ctx.actor, 'policy.run', city)
  if (name === titlesComplete) {
    if (value !== '是' && value !== '否') throw unreadable('是 / 否')
    const isComplete = value === '是'
    await tellTitleList(ctx, { dataset, cityCode: city, kindCode: null, isComplete, validFrom, source })
    return listCityValues(ctx, { city, dataset })
  }
  const { rules } = await loadRuleSet(ctx, { city, dataset })
  const definition = rules.library.city.get(name)
  if (!definition) throw new AppError('not_found', 'policy.no_city_value', { name })
  try {
    if (value !== null) readValue(definition.type, value, true)
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error
    throw unreadable(error.message.split(' · ')[ctx.lang === 'zh' ? 0 : 1] ?? error.message)
  }
  await insertCityValue(ctx.db, {
    dataset,
    areaCode: city,
    name,
    value,
    validFrom,
    source,
    enteredBy: ctx.actor.displayName,
    enteredAt: ctx.now,
  })
  await audit(ctx, {
    action: 'policy.set_city_value',
    subject: `policy.city/${city}/${name}`,
    detail: { dataset, value, validFrom, source },
  })
  return listCityValues(ctx, { city, dataset })
}

const unreadable = (reason: string) =>
  new AppError('invalid', 'policy.city_value_unreadable', { reason }, [
    { field: 'value', code: 'policy.city_value_unreadable', params: { reason } },
  ])
