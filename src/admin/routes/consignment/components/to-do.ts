import type { Permission } from "../../../../http-contract/permission"

/** One open matter, and where it is done. */
export interface ToDo {
  key: string
  /** Now: goods or money are wrong until it is done, or it is late. */
  urgency: "now" | "soon"
  /** Whole days past the day it was due; the longest come first. */
  daysOverdue?: number
  /** The page that does all of its kind at once. */
  batch?: "settle" | "invoice"
  title: string
  hint: string
  action: string
  /** Permissions without which it is told, but has no button. */
  needs?: Permission[]
  /** The page below /consignment/ where it is done, with a leading slash one of the host, or what does it at once. */
  to: string | DoneAtOnce
}

export interface DoneAtOnce {
  act: () => void
  isActing: boolean
}

/** Of each kind of open matter; the rest stands behind the first. */
export const SHOWN = 5

/** Open tasks of one kind. */
export interface ToDoSource {
  /** Undefined until they were read. */
  toDos: ToDo[] | undefined
  error: Error | null
}
