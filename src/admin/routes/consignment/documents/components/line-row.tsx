import { Trash, TriangleDownMini, TriangleRightMini } from "@medusajs/icons"
import { clx, IconButton, Table } from "@medusajs/ui"
import { useState } from "react"
import type { UseFormReturn } from "react-hook-form"
import { Amount } from "../../../../components/amount"
import { useWords } from "../../../../hooks/use-words"
import { labelOf, type DocumentForm } from "../lib/document-forms"
import type { DocumentValues, LineValues } from "../lib/document-values"
import { kindOf } from "../lib/field-kinds"
import { ItemName } from "./item-name"
import { LineDetails } from "./line-details"
import { LineInput } from "./line-input"

interface LineRowProps {
  form: UseFormReturn<DocumentValues>
  /** The form, which says which columns and details a line has. */
  shown: DocumentForm
  line: LineValues
  index: number
  hasBooked: boolean
  problem: string | undefined
  onRemove: () => void
}

/** One line of the form; what few lines need opens below it. */
export const LineRow = ({
  form,
  shown,
  line: { item, booked },
  index,
  hasBooked,
  problem,
  onRemove,
}: LineRowProps) => {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const { columns, details = [] } = shown
  const name = item.sku || item.title
  const width = columns.length + (hasBooked ? 3 : 2)
  return (
    <>
      <Table.Row className="[&_td]:py-2">
        <Table.Cell>
          <div className="flex items-start gap-x-2">
            {details.length > 0 && (
              <IconButton
                size="small"
                type="button"
                variant="transparent"
                aria-expanded={isOpen}
                aria-label={t("documents.lines.details", { item: name })}
                onClick={() => setOpen(!isOpen)}
              >
                {isOpen ? <TriangleDownMini /> : <TriangleRightMini />}
              </IconButton>
            )}
            <ItemName item={item} problem={problem} />
          </div>
        </Table.Cell>
        {hasBooked && (
          <Table.Cell>
            <Amount value={booked} />
          </Table.Cell>
        )}
        {columns.map((column) => (
          <Table.Cell key={column}>
            <div className={clx({ "ml-auto w-28": kindOf(column) === "decimal" })}>
              <LineInput
                form={form}
                path={`lines.${index}.${column}`}
                kind={kindOf(column)}
                aria-label={`${t(labelOf(shown, column))}, ${name}`}
              />
            </div>
          </Table.Cell>
        ))}
        <Table.Cell className="w-10">
          <IconButton
            size="small"
            type="button"
            variant="transparent"
            aria-label={`${t("actions.remove")}, ${name}`}
            onClick={onRemove}
          >
            <Trash className="text-ui-fg-subtle" />
          </IconButton>
        </Table.Cell>
      </Table.Row>
      {details.length > 0 && (
        <LineDetails
          form={form}
          fields={details}
          item={item}
          index={index}
          isOpen={isOpen}
          width={width}
        />
      )}
    </>
  )
}
