// Finds a Chromium for the browser journeys: LIANSHU_CHROMIUM, then PATH, then Playwright's own.
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './steps.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The path of a Chromium, or null. In CI and as root it is installed from the system's packages when none is there. */
export async function findChromium() {
  return (await lookForChromium()) ?? ((await installChromium()) ? lookForChromium() : null)
}

async function lookForChromium() {
  const named = process.env.LIANSHU_CHROMIUM
  if (named) {
    if (isProgram(named)) return named
    console.error(
      `LIANSHU_CHROMIUM 指向的文件不能运行：${named} LIANSHU_CHROMIUM names no program that can be run.`,
    )
    return null
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const found = names.map((name) => join(folder, name)).find(isProgram)
    if (found) return found
  }
  const { chromium } = await import('playwright-core')
  const own = chromium.executablePath()
  return existsSync(own) ? own : null
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** A person's machine is never changed: only as root, and only where CI is set. */
async function installChromium() {
  if (!process.env.CI || process.getuid?.() !== 0 || process.env.LIANSHU_CHROMIUM) return false
  const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' } }
  try {
    await run('apt-get', ['update', '-qq'], quiet)
    const packages = ['chromium', 'fonts-noto-cjk']
    return (
      (await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet)) === 0
    )
  } catch {
    return false // no apt-get here
  }
}
