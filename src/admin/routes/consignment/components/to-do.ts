/** One open matter, and where it is done. */
export interface ToDo {
  key: string
  /** Now: goods or money are wrong until it is done, or it is late. */
  urgency: "now" | "soon"
  title: string
  hint: string
  action: string
  /** The page below /consignment/ where it is done, or what does it at once. */
  to: string | DoneAtOnce
}

export interface DoneAtOnce {
  act: () => void
  isActing: boolean
}

/** Of each kind of open matter; the rest stands behind the first. */
export const SHOWN = 5

/** Open tasks of one kind. */
export interface Source {
  /** Undefined until they were read. */
  toDos: ToDo[] | undefined
  error: Error | null
}
