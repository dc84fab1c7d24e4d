import type { ReactNode } from 'react'

/** A part wider than its page scrolls sideways, also by keyboard. */
export function ScrollX({ className = '', children }: { className?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div className={`${className} ls-scroll-x`.trim()} tabIndex={0}>
      {children}
    </div>
  )
}
