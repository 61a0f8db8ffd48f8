import { useEffect } from "react"

/** Asks before a reload or a closed tab loses what was entered; Back and Esc are asked about by the drawer itself. */
export const useUnloadWarning = (isDirty: boolean): void => {
  useEffect(() => {
    if (!isDirty) return
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener("beforeunload", warn)
    return () => window.removeEventListener("beforeunload", warn)
  }, [isDirty])
}
