/** One open matter, and where it is done. */
export interface ToDo {
  key: string
  /** Now: goods or money are wrong until it is done, or it is late. */
  urgency: "now" | "soon"
  title: string
  hint: string
  action: string
  /** Below /consignment/. */
  to: string
}

/** Of each kind of open matter; the rest stands behind the first. */
export const SHOWN = 5

/** Open tasks of one kind. */
export interface Source {
  /** Undefined until they were read. */
  toDos: ToDo[] | undefined
  error: Error | null
}
