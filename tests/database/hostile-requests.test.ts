// Requests that mean to wear the house down: half-sent ones, and many guesses of a password at once.
import { connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { signedInApp } from '../../src/modules/access/fixtures.ts'
import { type Listening, listen } from '../../src/platform/http.ts'

const house = signedInApp({ keepBetweenTests: true })
const sockets: Socket[] = []
let server: Listening | undefined
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await server?.close()
})

const half =
  'POST /api/session HTTP/1.1\r\nhost: x\r\nx-lianshu-csrf: 1\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"user'

test('forty senders that stop in the middle of a sign-in hold nobody else up', async () => {
  server = await listen(house.app, { host: '127.0.0.1', port: 0 })
  const { address } = server
  for (let i = 0; i < 40; i++) {
    const socket = connect(Number(new URL(address).port), '127.0.0.1')
    sockets.push(socket)
    await new Promise<void>((sent) => socket.write(half, () => sent()))
  }
  await new Promise((done) => setTimeout(done, 300))
  const answer = await fetch(`${address}/api/session`, {
    headers: { cookie: 'lianshu_session=nobody' },
    signal: AbortSignal.timeout(5_000),
  })
  expect(answer.status).toBe(401)
})

test('forty guesses sent at once count as forty, not as the first', async () => {
  const guesses = Array.from({ length: 40 }, (_, i) =>
    house.send('POST', '/api/session', { userName: 'admin', password: `guess ${i}` }),
  )
  const statuses = (await Promise.all(guesses)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(5)
  expect(statuses.filter((status) => status === 429)).toHaveLength(35)
})
