import { clx, Input, Textarea } from "@medusajs/ui"
import { Controller, type UseFormReturn } from "react-hook-form"
import { DayPicker } from "../../../../components/day-picker"
import type { LineName } from "../lib/document-forms"
import type { DocumentValues } from "../lib/document-values"
import type { FieldKind } from "../lib/field-kinds"

interface LineInputProps {
  form: UseFormReturn<DocumentValues>
  path: `lines.${number}.${LineName}`
  kind: FieldKind
  id?: string
  "aria-label"?: string
  "aria-labelledby"?: string
  "aria-describedby"?: string
}

/** Input of one line field. */
export const LineInput = ({ form, path, kind, ...field }: LineInputProps) => {
  if (kind === "texts") return <Textarea {...field} rows={2} {...form.register(path)} />
  if (kind === "date")
    return (
      <Controller
        control={form.control}
        name={path}
        render={({ field: { value, onChange } }) => (
          <DayPicker {...field} size="small" value={value} onChange={onChange} />
        )}
      />
    )
  return (
    <Input
      {...field}
      size="small"
      inputMode={kind === "decimal" ? "decimal" : undefined}
      autoComplete="off"
      className={clx({ "text-right tabular-nums": kind === "decimal" })}
      {...form.register(path)}
    />
  )
}
