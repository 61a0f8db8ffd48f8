import { Container, Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

interface SectionProps {
  heading: string
  headingLevel?: "h1" | "h2"
  subHeading?: ReactNode
  /** Beside the heading: a status. */
  mark?: ReactNode
  /** At the right end of the heading: buttons, a menu. */
  actions?: ReactNode
  children?: ReactNode
}

/** A titled box of a page; its children are separated by lines, as `SectionRow`s want it. */
export const Section = ({
  heading,
  headingLevel = "h2",
  subHeading,
  mark,
  actions,
  children,
}: SectionProps) => (
  <Container className="divide-y overflow-hidden p-0">
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 py-4">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Heading level={headingLevel}>{heading}</Heading>
          {mark}
        </div>
        {subHeading && (
          <Text size="small" className="text-ui-fg-subtle">
            {subHeading}
          </Text>
        )}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
    {children}
  </Container>
)
