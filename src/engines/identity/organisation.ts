/** What is known of an organisation when it is looked for or looked up; only the name must be there. */
export type Organisation = {
  readonly id: string
  readonly name: string
  /** As written; it counts only when it is valid. Null or left out: unknown. */
  readonly uscc?: string | null
  readonly address?: string | null
  /** Division code of 2, 4 or 6 digits; left out: taken from the address or the name where it can be. */
  readonly divisionCode?: string | null
  readonly industry?: string | null
}

/** `auto` joined by itself, `review` to a person, `new` an organisation not met before. */
export type Band = 'auto' | 'review' | 'new'

/** Why two organisations cannot be one, however alike their names are. */
export type Veto = 'code' | 'branch' | 'place'

export type Candidate = {
  readonly id: string
  /** 0 to 1: how likely this candidate is the one, none of all being a choice too. */
  readonly score: number
  readonly veto: Veto | null
}

/** What decided: the code, the same legal name, likeness of names, or that the name names nobody. */
export type Ground = 'code' | 'name' | 'likeness' | 'anonymous'

export type Match = {
  readonly id: string
  readonly band: Band
  readonly ground: Ground
  /** Best first, at most as many as asked; those under a veto last. */
  readonly candidates: readonly Candidate[]
}
