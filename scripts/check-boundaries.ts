// Sees that every file keeps to the house's boundaries (.dependency-cruiser.cjs), and says what to do where one does not.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser'

export type Violation = {
  readonly rule: string
  readonly from: string
  readonly to: string
  readonly comment: string
}
export type BoundaryReport = { readonly cruised: number; readonly violations: readonly Violation[] }

type Boundaries = IFlattenedRuleSet & { readonly ROOMS: readonly string[]; readonly options: ICruiseOptions }

const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)))
const boundaries = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as Boundaries

/** Cruises `src` and `web` of a project; a project in which nothing was cruised is a fault, not a success. */
export async function checkBoundaries(folder: string): Promise<BoundaryReport> {
  const { ROOMS, options, forbidden } = boundaries
  const roots = ['src', 'web'].filter((name) => existsSync(join(folder, name)))
  const { output } = await cruise(roots, {
    ...options,
    baseDir: folder,
    ruleSet: { forbidden },
    validate: true,
  })
  const { summary } = output as ICruiseResult
  if (summary.totalCruised === 0) throw new Error('dependency-cruiser saw no module at all')
  const found = summary.violations.map(({ rule, from, to }) => {
    const comment = forbidden?.find(({ name }) => name === rule.name)?.comment ?? ''
    return { rule: rule.name, from, to, comment }
  })
  return {
    cruised: summary.totalCruised,
    violations: [...found, ...unknownRooms(folder, ROOMS), ...clocksAndDice(folder)],
  }
}

function unknownRooms(folder: string, rooms: readonly string[]): Violation[] {
  const comment = 'Every room stands in the ordered list in .dependency-cruiser.cjs.'
  return ['src/modules', 'web/modules'].flatMap((parent) =>
    (existsSync(join(folder, parent)) ? readdirSync(join(folder, parent)) : [])
      .filter((name) => !rooms.includes(name))
      .map((name) => ({ rule: 'rooms-are-in-order', from: `${parent}/${name}`, to: '', comment })),
  )
}

const chance =
  /\bMath\.random\(|\bDate\.now\(|\bnew Date\(\)|\brandomUUID\(|\brandomBytes\(|\bperformance\.now\(/

/** Clock and chance are no imports, so the cruiser cannot see them. */
function clocksAndDice(folder: string): Violation[] {
  const modules = join(folder, 'src/modules')
  const files = existsSync(modules) ? readdirSync(modules, { recursive: true, encoding: 'utf8' }) : []
  const comment = 'Hand clock and chance in, so that the same input gives the same answer.'
  return files
    .filter((name) => /(^|\/)domain\/.*\.ts$/.test(name.replaceAll('\\', '/')) && !name.endsWith('.test.ts'))
    .flatMap((name) => {
      const found = readFileSync(join(modules, name), 'utf8').match(chance)
      return found
        ? [{ rule: 'domain-has-no-clock', from: `src/modules/${name}`, to: found[0], comment }]
        : []
    })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { cruised, violations } = await checkBoundaries(projectFolder)
  for (const { rule, from, to, comment } of violations)
    console.error(`${rule}: ${from} → ${to}\n  ${comment}`)
  console.log(`${cruised} modules, ${violations.length} violations`)
  process.exitCode = violations.length > 0 ? 1 : 0
}
