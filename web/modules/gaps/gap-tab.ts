/** A part of a gap's page that this or a later room contributes: the seam that `web/whole-gap.tsx` composes. */
import type { ComponentType } from 'react'

/**
 * The gap that a page shows: a node of a chain (null where an item stands on a whole segment) and, where one item of the
 * register is looked at, its id.
 */
export type GapRef = { chain: string; node: string | null; gapId: string | null }

export type GapTab = {
  /** Stands in the address as `tab`; kebab-case, unique on the page. */
  id: string
  /** In the reader's language; asked when the page is drawn. */
  title(): string
  /** The part itself; it shows its own loading, empty and error state. */
  Part: ComponentType<GapRef>
  /** Left out where the item stands on no node. */
  needsNode?: true
  /** Whom it is offered to; everybody who may open the page where left out. */
  permission?: string
}
