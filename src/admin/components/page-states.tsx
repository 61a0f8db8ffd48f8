import { Container } from "@medusajs/ui"
import type { ReactNode } from "react"
import { PageSkeleton } from "./page-skeleton"
import { Problem } from "./problem"

interface PageStatesProps<Value> {
  value: Value | null | undefined
  error: Error | null
  onRetry?: () => void
  children: (value: Value) => ReactNode
}

/** Shows the page's content once it is loaded; until then a loading state or the error. */
export const PageStates = <Value,>({ value, error, onRetry, children }: PageStatesProps<Value>) => {
  if (value !== null && value !== undefined) return children(value)
  if (!error) return <PageSkeleton />
  return (
    <Container className="p-0">
      <Problem error={error} onRetry={onRetry} />
    </Container>
  )
}
