import { useEffect } from 'react'
import type { DocumentItem, ItemDecision } from './api.ts'

type Keys = {
  items: readonly DocumentItem[]
  current: number | null
  isOpen: boolean
  setCurrent(ordinal: number): void
  decide(ordinal: number, decision: ItemDecision): void
  correct(ordinal: number): void
}

/** Going through by keyboard alone: j and k move, a accepts, x rejects, e corrects. Silent while something is typed. */
export function useKeys({ items, current, isOpen, setCurrent, decide, correct }: Keys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target.closest('input, textarea, select, .ant-modal')
      )
        return
      const at = items.findIndex(({ ordinal }) => ordinal === current)
      const move = (by: number) => {
        const next = items[Math.min(items.length - 1, Math.max(0, at + by))]
        if (next) setCurrent(next.ordinal)
      }
      if (event.key === 'j') move(1)
      else if (event.key === 'k') move(-1)
      else if (isOpen && current !== null && event.key === 'a') {
        decide(current, 'accepted')
        move(1)
      } else if (isOpen && current !== null && event.key === 'x') {
        decide(current, 'rejected')
        move(1)
      } else if (isOpen && current !== null && event.key === 'e') {
        event.preventDefault()
        correct(current)
      }
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [items, current, isOpen, setCurrent, decide, correct])
}
