/** Words in both languages. */
export type Words = { readonly zh: string; readonly en: string }

/** Whom a deadline that has passed goes to, and after how many more working days; 0 is the day after the deadline. */
export type EscalationStep = { readonly afterWorkingDays: number; readonly to: string }

/** How long a state may last, in working days from the day after it was entered. */
export type Deadline = { readonly workingDays: number; readonly escalate: readonly EscalationStep[] }

/** A part that is done beside others while a state lasts, for example the opinion of one department. */
export type Part = {
  readonly id: string
  readonly title: Words
  readonly by: readonly string[]
  readonly needs?: readonly string[]
}

export type State = {
  readonly title: Words
  /** open: work goes on; done: reached what it was for; dropped: ended otherwise. */
  readonly kind: 'open' | 'done' | 'dropped'
  readonly deadline?: Deadline
  /** Parts that run side by side; `need` is how many must be done before an action marked `afterParts`. */
  readonly parallel?: { readonly parts: readonly Part[]; readonly need: 'all' | number }
}

export type Action<S extends string = string> = {
  readonly title: Words
  readonly from: readonly S[]
  readonly to: S
  /** Roles that may do it; never empty. */
  readonly by: readonly string[]
  /** Kinds of attachment that must be there. */
  readonly needs?: readonly string[]
  /** Whether a reason must be given, as for a return or a refusal. */
  readonly needsComment?: boolean
  readonly afterParts?: boolean
  /** Only when none of the parts done in this state objected, or only when one did. */
  readonly parts?: 'agreed' | 'objected'
  /** Only when every sub-task is closed. */
  readonly afterSubtasks?: boolean
  /** Only from the day after the state's last day: a public notice that has to run out, a time to appeal. */
  readonly afterDeadline?: boolean
}

/** A life cycle as data: a pack holds it, a room names it, nobody writes another engine for it. */
export type LifeCycle<S extends string = string, A extends string = string> = {
  readonly id: string
  readonly version: number
  readonly title: Words
  readonly roles: Readonly<Record<string, Words>>
  readonly attachments: Readonly<Record<string, Words>>
  readonly initial: S
  readonly states: Readonly<Record<S, State>>
  readonly actions: Readonly<Record<A, Action<S>>>
}

/** Keeps the names of states and actions as types: a `to` that names no state does not compile. */
export function defineLifeCycle<const S extends string, const A extends string>(
  cycle: Omit<LifeCycle<S, A>, 'initial' | 'actions'> & {
    readonly initial: NoInfer<S>
    readonly actions: Readonly<Record<A, Action<NoInfer<S>>>>
  },
): LifeCycle<S, A> {
  return cycle
}

/** Who acts, with the roles held towards this one thing. */
export type Actor = { readonly id: string; readonly roles: readonly string[] }

type Happened = {
  readonly at: string
  readonly actor: string
  readonly comment: string | null
  readonly attachments: readonly string[]
}

/** One line of the history; together they give the present state. */
export type Event = Happened &
  (
    | { readonly kind: 'started'; readonly state: string }
    | { readonly kind: 'acted'; readonly action: string; readonly from: string; readonly to: string }
    | {
        readonly kind: 'part_done'
        readonly state: string
        readonly part: string
        /** What the part says; null where it was only done. */
        readonly verdict: 'agreed' | 'objected' | null
      }
    | { readonly kind: 'subtask_opened' | 'subtask_closed'; readonly subtask: string }
    | {
        readonly kind: 'escalated'
        readonly state: string
        readonly to: string
        readonly step: number
        readonly dueOn: string
      }
  )

/** One thing on its way through a life cycle. */
export type Instance = {
  readonly lifeCycle: string
  readonly version: number
  readonly state: string
  /** Instant at which the state was entered. */
  readonly enteredAt: string
  readonly partsDone: readonly string[]
  /** Of the parts done those that object. */
  readonly objections: readonly string[]
  readonly openSubtasks: readonly string[]
  /** How many steps of the present state's escalation have been taken. */
  readonly escalated: number
  readonly history: readonly Event[]
}

/** Why something was refused, for the words of the room that asks. */
export type Refusal =
  | {
      readonly code:
        | 'unknown_action'
        | 'unknown_part'
        | 'unknown_subtask'
        | 'subtask_exists'
        | 'part_already_done'
      readonly name: string
    }
  | { readonly code: 'wrong_state'; readonly state: string; readonly allowedIn: readonly string[] }
  | { readonly code: 'not_permitted'; readonly neededRoles: readonly string[] }
  | { readonly code: 'attachment_missing'; readonly attachments: readonly string[] }
  | { readonly code: 'comment_missing' }
  | { readonly code: 'parts_open'; readonly parts: readonly string[]; readonly need: number }
  | { readonly code: 'parts_objected'; readonly parts: readonly string[] }
  | { readonly code: 'nothing_objected' }
  /** `until` is the last day that has to pass. */
  | { readonly code: 'too_early'; readonly until: string }
  | { readonly code: 'subtasks_open'; readonly subtasks: readonly string[] }
  | { readonly code: 'ended'; readonly state: string }
  | { readonly code: 'earlier_than_history'; readonly last: string }

/** An answer: the thing as it is now, or every reason why not. */
export type Outcome =
  | { readonly ok: true; readonly instance: Instance }
  | { readonly ok: false; readonly refusals: readonly Refusal[] }
