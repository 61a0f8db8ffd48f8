import { Hint, Input, Label, Text, Textarea } from "@medusajs/ui"
import { useId, useState, type ReactNode } from "react"
import type { FieldValues, Path, UseFormRegisterReturn, UseFormReturn } from "react-hook-form"
import type { Permission } from "../../http-contract/permission"
import { useItemTitles } from "../hooks/use-names"
import { useRefusals } from "../hooks/use-refusals"
import { useWords } from "../hooks/use-words"
import { toDecimal } from "../lib/to-decimal"
import { toTexts } from "../lib/to-texts"
import { FormDrawer } from "./form-drawer"

interface Line {
  id: string
  inventory_item_id: string
}

export interface LineQuantity {
  line_id: string
  quantity: string
  serial_numbers?: string[]
}

interface LineQuantitiesFormProps<
  Values extends FieldValues & { quantities: string[]; serials?: string[] },
  Counted extends Line,
> {
  title: string
  description: string
  needs: Permission | Permission[]
  form: UseFormReturn<Values, unknown, Values>
  lines: readonly Counted[]
  /** Quantity available on the line. */
  hintOf: (line: Counted) => string
  /** A line of nothing is sent, too. */
  isZeroSent?: boolean
  /** Lines may name their units, too. */
  asksSerials?: boolean
  /** Sends the lines of which something was typed. */
  onSubmit: (lines: LineQuantity[], values: Values, close: (to?: string) => void) => Promise<void>
  isSaving: boolean
  submitLabel: string
  children?: ReactNode
}

/** A drawer that asks how many pieces of each line of a document: to credit, to return, to reverse. */
export const LineQuantitiesForm = <
  Values extends FieldValues & { quantities: string[]; serials?: string[] },
  Counted extends Line,
>({
  lines,
  hintOf,
  isZeroSent = false,
  asksSerials = false,
  onSubmit,
  children,
  ...drawer
}: LineQuantitiesFormProps<Values, Counted>) => {
  const titleOf = useItemTitles(lines.map((line) => line.inventory_item_id))
  const { refusedLinesOf } = useRefusals()
  const [problems, setProblems] = useState(new Map<string, string>())
  const send = async (values: Values, close: (to?: string) => void): Promise<void> => {
    const sent = toLineQuantities(lines, values.quantities, isZeroSent).map((line) => {
      const position = lines.findIndex(({ id }) => id === line.line_id)
      const serials = toTexts(values.serials?.[position] ?? "")
      return serials.length > 0 ? { ...line, serial_numbers: serials } : line
    })
    setProblems(new Map())
    await onSubmit(sent, values, close).catch((error: unknown) => {
      const refused = [...refusedLinesOf(error)]
      setProblems(new Map(refused.map(([index, problem]) => [sent[index]?.line_id ?? "", problem])))
      throw error
    })
  }
  return (
    <FormDrawer {...drawer} onSubmit={send}>
      {lines.map((line, index) => (
        <Quantity
          key={line.id}
          label={titleOf(line.inventory_item_id)}
          hint={hintOf(line)}
          problem={problems.get(line.id)}
          field={drawer.form.register(`quantities.${index}` as Path<Values>)}
          serials={
            asksSerials ? drawer.form.register(`serials.${index}` as Path<Values>) : undefined
          }
        />
      ))}
      {children}
    </FormDrawer>
  )
}

const toLineQuantities = (
  lines: readonly Line[],
  quantities: string[],
  isZeroSent: boolean
): LineQuantity[] =>
  lines.flatMap(({ id }, index) => {
    const quantity = toDecimal(quantities[index] ?? "")
    return quantity === "" || (quantity === "0" && !isZeroSent) ? [] : [{ line_id: id, quantity }]
  })

interface QuantityProps {
  label: string
  hint: string
  problem: string | undefined
  field: UseFormRegisterReturn
  serials: UseFormRegisterReturn | undefined
}

const Quantity = ({ serials, ...quantity }: QuantityProps) => {
  const { t } = useWords()
  if (!serials) return <QuantityInput {...quantity} />
  return (
    <div className="flex flex-col gap-y-2">
      <QuantityInput {...quantity} />
      <Textarea
        {...serials}
        rows={2}
        aria-label={`${t("fields.serial_numbers")}, ${quantity.label}`}
        placeholder={t("documents.detail_hints.serial_numbers")}
      />
    </div>
  )
}

const QuantityInput = ({ label, hint, problem, field }: Omit<QuantityProps, "serials">) => {
  const id = useId()
  return (
    <div className="flex items-start justify-between gap-x-4">
      <div className="min-w-0">
        <Label htmlFor={id} size="small" weight="plus">
          {label}
        </Label>
        <Text id={`${id}-hint`} size="small" className="text-ui-fg-subtle">
          {hint}
        </Text>
        {problem && (
          <Hint variant="error" role="alert">
            {problem}
          </Hint>
        )}
      </div>
      <Input
        {...field}
        id={id}
        inputMode="decimal"
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        aria-invalid={problem !== undefined}
        className="w-28 text-right tabular-nums"
      />
    </div>
  )
}
