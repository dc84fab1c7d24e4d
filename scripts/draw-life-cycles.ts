/** Draws every life cycle of the packs into docs/life-cycles/, as Chinese and English SVG. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'yaml'
import { lifeCycleSvg, parseLifeCycle } from '../src/engines/workflow/index.ts'
import { projectFolder } from '../src/platform/config.ts'

export const pictureFolder = join(projectFolder, 'docs', 'life-cycles')

/** The pictures by file name, `policy_application.zh.svg`; a city's own life cycle carries the pack's name in front. */
export function drawLifeCycles(): Map<string, string> {
  const packs = join(projectFolder, 'packs')
  const pictures = new Map<string, string>()
  for (const pack of readdirSync(packs).sort()) {
    const folder = join(packs, pack, 'workflows')
    for (const file of filesIn(folder)) {
      const { city: _city, ...written } = parse(readFileSync(join(folder, file), 'utf8'))
      const parsed = parseLifeCycle(written)
      if (!parsed.ok)
        throw new Error(`${pack}/workflows/${file}: ${parsed.flaws.map(({ zh }) => zh).join('；')}`)
      const name = pack === 'national' ? parsed.cycle.id : `${pack}-${parsed.cycle.id}`
      for (const language of ['zh', 'en'] as const)
        pictures.set(`${name}.${language}.svg`, lifeCycleSvg(parsed.cycle, language))
    }
  }
  return pictures
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .sort()
  } catch {
    // Most packs bring no life cycle of their own.
    return []
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mkdirSync(pictureFolder, { recursive: true })
  for (const [name, svg] of drawLifeCycles()) writeFileSync(join(pictureFolder, name), svg)
}
