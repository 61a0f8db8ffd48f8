import { useState } from "react"
import { useSearchParams } from "react-router-dom"

/** Opens the guided start again; it stands in the address, so that a reload keeps it. */
const OPENED = "start"

/** This browser hides the guided start until it is opened again. */
const HIDDEN = "consignment.start.hidden"

/** Whether the guided start is shown: until the first goods are there, unless it was hidden, and whenever it is asked for. */
export const useGuidedStart = (isComplete: boolean) => {
  const [address, setAddress] = useSearchParams()
  const [isHidden, setHidden] = useState(() => localStorage.getItem(HIDDEN) !== null)
  return {
    isOpen: address.has(OPENED) || (!isComplete && !isHidden),
    open: (): void => {
      localStorage.removeItem(HIDDEN)
      setHidden(false)
      setAddress((before) => {
        before.set(OPENED, "open")
        return before
      })
    },
    hide: (): void => {
      localStorage.setItem(HIDDEN, "true")
      setHidden(true)
      setAddress((before) => {
        before.delete(OPENED)
        return before
      })
    },
  }
}
