import { clx, Table } from "@medusajs/ui"
import type { UseFormReturn } from "react-hook-form"
import type { PostableKind } from "../../../../hooks/api/documents"
import { useWords } from "../../../../hooks/use-words"
import { labelOf } from "../lib/document-forms"
import type { DocumentValues } from "../lib/document-values"
import { kindOf } from "../lib/field-kinds"
import type { Lines } from "../lib/use-add-lines"
import { useLineForm } from "../lib/use-line-form"
import { LineRow } from "./line-row"

interface LinesGridProps {
  form: UseFormReturn<DocumentValues>
  kind: PostableKind
  lines: Lines
  problems: Map<number, string>
}

/** The lines as they will be posted; what is wrong with one stands below its item. */
export const LinesGrid = ({ form, kind, lines, problems }: LinesGridProps) => {
  const { t } = useWords()
  const shown = useLineForm(kind, form)
  const { columns } = shown
  const hasBooked = lines.fields.some((line) => line.booked !== undefined)
  return (
    <div className="border-ui-border-base overflow-x-auto rounded-lg border">
      <Table>
        <Table.Header className="border-t-0">
          <Table.Row>
            <Table.HeaderCell>{t("fields.item")}</Table.HeaderCell>
            {hasBooked && (
              <Table.HeaderCell className="text-right">
                {t("documents.lines.booked")}
              </Table.HeaderCell>
            )}
            {columns.map((name) => (
              <Table.HeaderCell
                key={name}
                className={clx({ "text-right": kindOf(name) === "decimal" })}
              >
                {t(labelOf(shown, name))}
              </Table.HeaderCell>
            ))}
            <Table.HeaderCell>
              <span className="sr-only">{t("actions.remove")}</span>
            </Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {lines.fields.map((line, index) => (
            <LineRow
              key={line.id}
              form={form}
              shown={shown}
              line={line}
              index={index}
              hasBooked={hasBooked}
              problem={problems.get(index)}
              onRemove={() => lines.remove(index)}
            />
          ))}
        </Table.Body>
      </Table>
    </div>
  )
}
