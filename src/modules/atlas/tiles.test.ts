import { expect, test } from 'vitest'
import { createApp } from '../../platform/http.ts'
import { tileHostsOf, tilesFaultOf, tilesOf } from './service/base.ts'

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

test('a node of the service on an office network takes its place; an address that is none is told, not used', () => {
  const at = (LIANSHU_TIANDITU_ADDRESS: string) => ({ LIANSHU_TIANDITU_KEY: key, LIANSHU_TIANDITU_ADDRESS })
  const inside = at('http://tiles.office.example:8080/tdt/')
  expect(tilesOf(inside)?.layers[0]).toMatch(
    /^http:\/\/tiles\.office\.example:8080\/tdt\/vec_w\/wmts\?SERVICE=WMTS&/,
  )
  expect(tileHostsOf(inside)).toEqual(['http://tiles.office.example:8080'])
  for (const bad of [
    'https://a.example; script-src *',
    'ftp://a.example',
    'https://a.example/?x=1',
    'a.example',
  ]) {
    expect([tilesOf(at(bad)), tilesFaultOf(at(bad)), tileHostsOf(at(bad))]).toEqual([null, 'address', []])
  }
  expect(tilesFaultOf({ LIANSHU_TIANDITU_KEY: 'short' })).toBe('key')
  expect([tilesFaultOf({}), tilesFaultOf(inside)]).toEqual([null, null])
})

test('pages may fetch tiles only where they are configured, and run the worker of the map from their own house', async () => {
  const policyOf = async (hosts: readonly string[]) =>
    (await createApp(hosts).request('/api/nothing')).headers.get('content-security-policy') ?? ''
  const [without, within] = [await policyOf([]), await policyOf(['https://t0.tianditu.gov.cn'])]
  expect(without).not.toContain('tianditu')
  expect(within).toContain("connect-src 'self' https://t0.tianditu.gov.cn")
  expect(without).toContain("worker-src 'self' blob:")
})

test('a key bound to a domain works only where the origin is told, so it is told exactly where tiles are configured', async () => {
  const policyOf = async (hosts: readonly string[]) =>
    (await createApp(hosts).request('/api/nothing')).headers.get('referrer-policy')
  expect(await policyOf([])).toBe('same-origin')
  expect(await policyOf(['https://t0.tianditu.gov.cn'])).toBe('strict-origin-when-cross-origin')
})
