import { Input, Table } from "@medusajs/ui"
import type { UseFormReturn } from "react-hook-form"
import { Amount } from "../../../../components/amount"
import { useWords } from "../../../../hooks/use-words"
import { ItemName } from "../../documents/components/item-name"
import { comesHome, isCounted, type CountLineValues, type CountValues } from "../lib/count-values"

interface CountRowProps {
  form: UseFormReturn<CountValues, unknown, CountValues>
  line: CountLineValues
  index: number
  problem: string | undefined
}

/** Counted quantity of an item and the part that is picked up. */
export const CountRow = ({ form, line: { item, booked }, index, problem }: CountRowProps) => {
  const { t } = useWords()
  const name = item.sku || item.title
  const fault = form.formState.errors.lines?.[index]?.counted_quantity?.message
  const numeric = {
    size: "small",
    inputMode: "decimal",
    autoComplete: "off",
    className: "text-right tabular-nums",
  } as const
  return (
    <Table.Row className="[&_td]:py-2">
      <Table.Cell>
        <ItemName item={item} problem={fault ?? problem} />
      </Table.Cell>
      <Table.Cell>
        <Amount value={booked} />
      </Table.Cell>
      <Table.Cell>
        <div className="ml-auto w-28">
          <Input
            {...numeric}
            aria-label={`${t("counts.columns.counted")}, ${name}`}
            aria-invalid={fault !== undefined}
            {...form.register(`lines.${index}.counted_quantity`, {
              validate: (_, { lines }) => {
                const line = lines[index]
                return !line || isCounted(line) || !comesHome(line) || t("counts.not_counted")
              },
            })}
          />
        </div>
      </Table.Cell>
      <Table.Cell>
        <div className="ml-auto w-28">
          <Input
            {...numeric}
            aria-label={`${t("counts.columns.home")}, ${name}`}
            {...form.register(`lines.${index}.quantity`)}
          />
        </div>
      </Table.Cell>
    </Table.Row>
  )
}
