import type { GapKind } from '../model.ts'
import type { NodeStatus } from './node-status.ts'

/** An act of the vocabulary (补链, 填空白 …) and when it is proposed; from the pack. */
export type ActRule = {
  readonly id: string
  readonly fitsStatus: readonly NodeStatus[]
  readonly fitsKind: readonly GapKind[]
}

/** Which acts are proposed for a node, in the order of the pack, each with what it answers: its status or a gap's kind. */
export function fittingActs<T extends ActRule>(
  acts: readonly T[],
  status: NodeStatus,
  kinds: readonly GapKind[],
): { readonly act: T; readonly byStatus: boolean; readonly byKinds: readonly GapKind[] }[] {
  return acts
    .map((act) => ({
      act,
      byStatus: act.fitsStatus.includes(status),
      byKinds: kinds.filter((kind, at) => act.fitsKind.includes(kind) && kinds.indexOf(kind) === at),
    }))
    .filter(({ byStatus, byKinds }) => byStatus || byKinds.length > 0)
}
