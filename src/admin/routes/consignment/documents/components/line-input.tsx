import { clx, Input, Textarea } from "@medusajs/ui"
import type { UseFormReturn } from "react-hook-form"
import type { LineName } from "../lib/document-forms"
import type { DocumentValues } from "../lib/document-values"
import type { FieldKind } from "../lib/field-kinds"

interface LineInputProps {
  form: UseFormReturn<DocumentValues>
  path: `lines.${number}.${LineName}`
  kind: FieldKind
  id?: string
  "aria-label"?: string
  "aria-describedby"?: string
}

/** Input of one line field. */
export const LineInput = ({ form, path, kind, ...field }: LineInputProps) =>
  kind === "texts" ? (
    <Textarea {...field} rows={2} {...form.register(path)} />
  ) : (
    <Input
      {...field}
      size="small"
      type={kind === "date" ? "date" : "text"}
      inputMode={kind === "decimal" ? "decimal" : undefined}
      autoComplete="off"
      className={clx({ "text-right tabular-nums": kind === "decimal" })}
      {...form.register(path)}
    />
  )
