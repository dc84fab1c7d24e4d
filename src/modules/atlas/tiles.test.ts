import { expect, test } from 'vitest'
import { createApp } from '../../platform/http.ts'
import { tileHostsOf, tilesOf } from './service/base.ts'

const key = '0123456789abcdef0123456789abcdef'

test('without a key, or with one that is none, nothing is fetched from outside', () => {
  expect(tilesOf({})).toBeNull()
  expect(tilesOf({ LIANSHU_TIANDITU_KEY: 'a"; script-src *' })).toBeNull()
  expect(tileHostsOf({})).toEqual([])
})

test('with a key the layers bear it, and the number of approval only where one is told', () => {
  const plain = tilesOf({ LIANSHU_TIANDITU_KEY: key })!
  expect(plain.layers).toHaveLength(2)
  expect(plain.layers.every((address) => address.includes(`tk=${key}`) && address.includes('{z}'))).toBe(true)
  expect(plain.approvalNumber).toBeNull()
  const approved = tilesOf({ LIANSHU_TIANDITU_KEY: key, LIANSHU_MAP_APPROVAL: 'GS(0000)0号' })
  expect(approved?.approvalNumber).toBe('GS(0000)0号')
})

test('pages may fetch tiles only where they are configured, and run the worker of the map from their own house', async () => {
  const policyOf = async (hosts: readonly string[]) =>
    (await createApp(hosts).request('/api/nothing')).headers.get('content-security-policy') ?? ''
  const [without, within] = [await policyOf([]), await policyOf(['https://*.tianditu.gov.cn'])]
  expect(without).not.toContain('tianditu')
  expect(within).toContain("connect-src 'self' https://*.tianditu.gov.cn")
  expect(without).toContain("worker-src 'self' blob:")
})
