// A large invented chain from a seed, for tests and measurements. Nothing in service imports it.
import type { Chain, ChainNeed, ChainNode, NodeStatus } from './chain.ts'
import { STATUSES } from './chain.ts'

/** Mulberry32 (T. Ettinger 2017): a small generator, the same numbers for the same seed. */
function chance(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A chain of eight segments: each node needs one to four nodes of earlier segments or earlier in its own. */
export function largeChain(nodeCount: number, seed: number): Chain {
  const next = chance(seed)
  const segments = Array.from({ length: 8 }, (_, at) => ({ id: `s${at}`, name: `环节段${at + 1}` }))
  const nodes = Array.from({ length: nodeCount }, (_, at): ChainNode => {
    const status: NodeStatus = STATUSES[Math.floor(next() * 4)]!
    const counts = {
      here: Math.floor(next() * 9),
      within200Km: Math.floor(next() * 9),
      elsewhere: Math.floor(next() * 20),
    }
    const segment = `s${Math.floor((at * 8) / nodeCount)}`
    return {
      ...{ id: `n${at}`, name: `试验环节${at}号部件`, segment, status },
      ...counts,
      unconfirmed: 0,
      leadingFirm: null,
    }
  })
  const needs: ChainNeed[] = []
  for (let at = Math.ceil(nodeCount / 8); at < nodeCount; at += 1) {
    const wanted = new Set<number>()
    for (let k = 1 + Math.floor(next() * 4); k > 0; k -= 1)
      wanted.add(Math.max(0, at - 1 - Math.floor(next() * Math.min(at, nodeCount / 4))))
    for (const from of wanted) needs.push({ from: `n${from}`, to: `n${at}`, isEssential: next() < 0.5 })
  }
  return { segments, nodes, needs }
}
