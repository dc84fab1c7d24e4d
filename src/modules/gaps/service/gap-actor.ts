import type { Context } from '../../access/index.ts'

export const subjectOf = (id: bigint | string) => `gaps.gap/${id}`
/** Who acts, as the life cycle asks: the name stands in the history. */
export const actorOf = ({ actor }: Context) => ({ id: actor.displayName, roles: [actor.role] })
/** The account that acts; null for the program itself. */
export const accountOf = ({ actor }: Context) => (actor.userId === null ? null : BigInt(actor.userId))
