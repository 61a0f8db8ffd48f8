import { Hint, Label, Table, Text } from "@medusajs/ui"
import { useId } from "react"
import { Controller, type UseFormReturn } from "react-hook-form"
import { Choice } from "../../../../components/choice"
import { LotPicker } from "../../../../components/lot-picker"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"
import type { Item } from "../../../../lib/find-items"
import { lineTerms } from "../../../../../http-contract/outbound-documents"
import type { LineName } from "../lib/document-forms"
import type { DocumentValues } from "../lib/document-values"
import { kindOf, toTexts } from "../lib/field-kinds"
import { LineInput } from "./line-input"

interface LineDetailsProps {
  form: UseFormReturn<DocumentValues>
  fields: readonly LineName[]
  item: Item
  index: number
  isOpen: boolean
  /** Columns of the table. */
  width: number
}

/** Optional details below a line: fields while it is open, otherwise a summary of the values entered. */
export const LineDetails = ({ isOpen, width, ...line }: LineDetailsProps) => {
  const { t } = useWords()
  const format = useFormat()
  const { form, fields, index } = line
  const sayValue = (name: LineName, value: string): string => {
    if (kindOf(name) === "date") return format.date(value)
    return kindOf(name) === "terms" ? t(`terms.line.${value}`) : value
  }
  const say = (name: LineName, value: string): string => {
    const count = toTexts(value).length
    const said = sayValue(name, value)
    return t(`documents.filled.${name}`, { value: said, count })
  }
  const filled = fields.flatMap((name) => {
    const value = form.watch(`lines.${index}.${name}`)
    return value ? [say(name, value)] : []
  })
  if (!isOpen && filled.length === 0) return null
  return (
    <Table.Row className="bg-ui-bg-subtle">
      <td colSpan={width} className="whitespace-normal px-14 py-3">
        {isOpen ? (
          <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
            {fields.map((name) => (
              <Detail key={name} name={name} {...line} />
            ))}
          </div>
        ) : (
          <Text size="xsmall" className="text-ui-fg-subtle">
            {filled.join(" · ")}
          </Text>
        )}
      </td>
    </Table.Row>
  )
}

interface DetailProps {
  form: UseFormReturn<DocumentValues>
  name: LineName
  item: Item
  index: number
}

const Detail = ({ form, name, item, index }: DetailProps) => {
  const { t } = useWords()
  const id = useId()
  const path = `lines.${index}.${name}` as const
  const kind = kindOf(name)
  return (
    <div className="flex flex-col gap-y-1">
      <Label size="xsmall" weight="plus" htmlFor={id} id={`${id}-label`}>
        {t(`documents.columns.${name}`)}
      </Label>
      {kind === "terms" && (
        <Controller
          control={form.control}
          name={path}
          render={({ field: { value, onChange } }) => (
            <Choice
              id={id}
              value={value}
              onChange={onChange}
              options={lineTerms.map((one) => ({ value: one, label: t(`terms.line.${one}`) }))}
            />
          )}
        />
      )}
      {kind === "lot" && (
        <Controller
          control={form.control}
          name={path}
          render={({ field: { value, onChange } }) => (
            <LotPicker
              id={id}
              value={value}
              onChange={(lotId) => onChange(lotId ?? "")}
              filter={placeOf(form.watch("head"), item)}
              allowClear
            />
          )}
        />
      )}
      {kind !== "lot" && kind !== "terms" && (
        <LineInput
          form={form}
          path={path}
          kind={kind}
          id={id}
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-hint`}
        />
      )}
      <Hint id={`${id}-hint`} className="txt-compact-xsmall">
        {t(`documents.detail_hints.${name}`)}
      </Hint>
    </div>
  )
}

/** Which lots a line may be of. */
const placeOf = (head: DocumentValues["head"], { id }: Item) => ({
  inventory_item_id: id,
  contractor_id: head.contractor_id,
  warehouse_id: head.warehouse_id || head.from_warehouse_id,
  stock_location_id: head.stock_location_id,
})
