/** What journeys through cases share: steps of a life cycle, requests as the person of a page. */
import type { Page } from 'playwright-core'

/** Takes a step of the life cycle through its dialog. */
export async function step(page: Page, name: string) {
  await page.getByRole('button', { name }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s?定/ })
    .click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** The id of the organisation that a name finds first. */
export function idOf(page: Page, name: string): Promise<string> {
  return page.evaluate(async (wanted) => {
    const answer = await fetch(`/api/organisations?dataset=held&q=${encodeURIComponent(wanted)}`)
    return (await answer.json()).items[0].id as string
  }, name)
}

/** Sends JSON as the person of a page. */
export async function post(page: Page, path: string, body: unknown, method = 'POST') {
  return page.evaluate(
    async ({ path: at, body: what, method: how }) => {
      const headers = { 'content-type': 'application/json', 'x-lianshu-csrf': '1', 'accept-language': 'zh' }
      const answer = await fetch(at, { method: how, headers, body: JSON.stringify(what) })
      return { status: answer.status, ...(await answer.json()) }
    },
    { path, body, method },
  )
}

/** Adds an account of a role for an organisation; gives how to sign in first. */
export async function addUser(page: Page, userName: string, role: string, organisationId: string) {
  const told = await post(page, '/api/users', { userName, displayName: userName, role, organisationId })
  return { userName, password: told.oneTimePassword as string }
}
