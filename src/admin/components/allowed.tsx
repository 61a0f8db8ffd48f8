import type { ReactNode } from "react"
import type { Permission } from "../../http-contract/permission"
import { useAllows } from "../hooks/use-allows"

interface AllowedProps {
  needs: Permission | Permission[]
  children: ReactNode
}

/** Shows an action to those whose role allows all of it. */
export const Allowed = ({ needs, children }: AllowedProps) =>
  useAllows()(...[needs].flat()) ? children : null
