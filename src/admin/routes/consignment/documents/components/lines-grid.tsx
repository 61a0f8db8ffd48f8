import { Trash } from "@medusajs/icons"
import { clx, IconButton, Input, Table, Text } from "@medusajs/ui"
import type { UseFormReturn } from "react-hook-form"
import { Amount } from "../../../../components/amount"
import type { PostableKind } from "../../../../hooks/api/documents"
import { useWords } from "../../../../hooks/use-words"
import type { Item } from "../../../../lib/find-items"
import { documentForms, type LineName } from "../lib/document-forms"
import type { DocumentValues } from "../lib/document-values"
import type { Lines } from "../lib/use-add-lines"

interface LinesGridProps {
  form: UseFormReturn<DocumentValues>
  kind: PostableKind
  lines: Lines
  problems: Map<number, string>
}

const inputTypes: Partial<Record<LineName, "text" | "date">> = { batch: "text", expires_at: "date" }

/** The lines as they will be posted; what is wrong with one stands below its item. */
export const LinesGrid = ({ form, kind, lines, problems }: LinesGridProps) => {
  const { t } = useWords()
  const { columns, quantityLabel = "documents.columns.quantity" } = documentForms[kind]
  const labelOf = (name: LineName) =>
    t(name === "quantity" ? quantityLabel : `documents.columns.${name}`)
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
              <Table.HeaderCell key={name} className={clx({ "text-right": !(name in inputTypes) })}>
                {labelOf(name)}
              </Table.HeaderCell>
            ))}
            <Table.HeaderCell>
              <span className="sr-only">{t("actions.remove")}</span>
            </Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {lines.fields.map(({ id, item, booked }, index) => (
            <Table.Row key={id} className="[&_td]:py-2">
              <Table.Cell>
                <ItemName item={item} problem={problems.get(index)} />
              </Table.Cell>
              {hasBooked && (
                <Table.Cell>
                  <Amount value={booked} />
                </Table.Cell>
              )}
              {columns.map((name) => (
                <Table.Cell key={name}>
                  <Input
                    size="small"
                    type={inputTypes[name] ?? "text"}
                    inputMode={name in inputTypes ? undefined : "decimal"}
                    aria-label={`${labelOf(name)}, ${item.sku || item.title}`}
                    className={clx({ "w-28 text-right tabular-nums": !(name in inputTypes) })}
                    {...form.register(`lines.${index}.${name}`)}
                  />
                </Table.Cell>
              ))}
              <Table.Cell className="w-10">
                <IconButton
                  size="small"
                  type="button"
                  variant="transparent"
                  aria-label={`${t("actions.remove")}, ${item.sku || item.title}`}
                  onClick={() => lines.remove(index)}
                >
                  <Trash className="text-ui-fg-subtle" />
                </IconButton>
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  )
}

const ItemName = ({ item, problem }: { item: Item; problem: string | undefined }) => {
  const { t } = useWords()
  const fault = problem ?? (item.id ? undefined : t("errors.UNKNOWN_ITEM"))
  return (
    <div className="min-w-48 whitespace-normal">
      <Text size="small" weight="plus">
        {item.title || item.sku}
      </Text>
      {item.title && (
        <Text size="xsmall" className="text-ui-fg-subtle">
          {item.sku}
        </Text>
      )}
      {fault && (
        <Text role="alert" size="xsmall" className="text-ui-fg-error">
          {fault}
        </Text>
      )}
    </div>
  )
}
