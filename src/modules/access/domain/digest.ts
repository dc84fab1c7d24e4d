import type { NoticeMode } from '../model.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Digests come at eight in the morning in China, which keeps no summer time: 00:00 UTC. */
const digestHourUtcMs = 0
/** 1970-01-05 was the first Monday. */
const firstMondayMs = 4 * dayMs

/** The last digest at or before an instant. */
export function lastDigest(mode: 'daily' | 'weekly', at: Date): Date {
  const [origin, period] = mode === 'daily' ? [0, dayMs] : [firstMondayMs, 7 * dayMs]
  const start = origin + digestHourUtcMs
  return new Date(start + Math.floor((at.getTime() - start) / period) * period)
}

/**
 * The digest that carries a notice: the first one at or after it was told; null where it comes at once or never.
 * An instant that is itself a digest's belongs to that digest.
 */
export function digestOf(mode: NoticeMode, createdAt: Date): Date | null {
  if (mode !== 'daily' && mode !== 'weekly') return null
  const last = lastDigest(mode, createdAt)
  const period = mode === 'daily' ? dayMs : 7 * dayMs
  return last.getTime() === createdAt.getTime() ? last : new Date(last.getTime() + period)
}
