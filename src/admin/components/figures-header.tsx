import { Table } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useWords } from "../hooks/use-words"

interface FiguresHeaderProps {
  /** Headings of the figures, from left to right. */
  figures: readonly string[]
  /** Further cells at the right. */
  children?: ReactNode
}

/** The head of a table with an item in each row and figures beside it. */
export const FiguresHeader = ({ figures, children }: FiguresHeaderProps) => {
  const { t } = useWords()
  return (
    <Table.Header className="border-t-0">
      <Table.Row>
        <Table.HeaderCell>{t("fields.item")}</Table.HeaderCell>
        {figures.map((name) => (
          <Table.HeaderCell key={name} className="whitespace-nowrap text-right">
            {name}
          </Table.HeaderCell>
        ))}
        {children}
      </Table.Row>
    </Table.Header>
  )
}
