/** What must hold, beside a high score, before two names are joined without asking a person. */
import { BRAND, type NameEntry, PLACE, TRADE } from './entry.ts'

/**
 * Two names that both claim to be legal ones are joined only when nothing differs but brackets and the place of
 * 集团: 甲电子有限公司 and 甲电子科技有限公司 are two firms. A short name must stand whole in the candidate's,
 * begin where a part of it begins, and not cut a trade word in two (深南电 in 深南电路).
 */
export function mayJoinAlone(query: NameEntry, candidate: NameEntry): boolean {
  if (query.isLegal) {
    const hasSameForm =
      query.isShareCompany === candidate.isShareCompany && query.isGroup === candidate.isGroup
    return query.core === candidate.core && hasSameForm && query.parts.branch === candidate.parts.branch
  }
  const { core, roles } = candidate
  const at = core.indexOf(query.core)
  if (at < 0) return false
  const beginsPart = at === 0 || (roles[at] !== PLACE && at === roles.indexOf(BRAND))
  return beginsPart && roles[at + query.core.length] !== TRADE
}
