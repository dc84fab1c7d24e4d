import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds against WCAG 2 A and AA: rule and the first place. */
export async function wcagFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const run = "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] })"
  return page.evaluate<string[]>(
    `${run}.then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html.slice(0, 200)))`,
  )
}
