import { clx, Table } from "@medusajs/ui"
import { Controller, type UseFormReturn } from "react-hook-form"
import { Amount } from "../../../../components/amount"
import { Choice } from "../../../../components/choice"
import { useWords } from "../../../../hooks/use-words"
import { ItemName } from "../../documents/components/item-name"
import type { CountValues } from "../lib/count-values"
import type { PlannedLine } from "../lib/use-counting"

interface CountPlanProps {
  form: UseFormReturn<CountValues, unknown, CountValues>
  planned: PlannedLine[]
  /** By the line's position: why the server refused it. */
  problems: Map<number, string>
}

const columns = ["expected", "counted", "missing", "missing_as", "surplus", "home", "stays"]

/** Preview of the count, line by line; missing units can still be marked as sold or lost. */
export const CountPlan = ({ form, planned, problems }: CountPlanProps) => {
  const { t } = useWords()
  return (
    <div className="border-ui-border-base overflow-x-auto rounded-lg border">
      <Table>
        <Table.Header className="border-t-0">
          <Table.Row>
            <Table.HeaderCell>{t("fields.item")}</Table.HeaderCell>
            {columns.map((column) => (
              <Table.HeaderCell
                key={column}
                className={clx({ "text-right": column !== "missing_as" })}
              >
                {t(`counts.columns.${column}`)}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {planned.map((line) => (
            <PlannedRow
              key={line.inventory_item_id}
              form={form}
              line={line}
              problem={problems.get(line.position)}
            />
          ))}
        </Table.Body>
      </Table>
    </div>
  )
}

interface PlannedRowProps {
  form: UseFormReturn<CountValues, unknown, CountValues>
  line: PlannedLine
  problem: string | undefined
}

const PlannedRow = ({ form, line, problem }: PlannedRowProps) => {
  const { t } = useWords()
  const item = form.getValues(`lines.${line.position}.item`)
  return (
    <Table.Row className="[&_td]:py-2">
      <Table.Cell>
        <ItemName item={item} problem={problem} />
      </Table.Cell>
      <Table.Cell>
        <Amount value={line.expected_quantity} />
      </Table.Cell>
      <Table.Cell>
        <Amount value={line.counted_quantity} />
      </Table.Cell>
      <Table.Cell>
        <Amount value={shown(line.missing_quantity)} />
      </Table.Cell>
      <Table.Cell>
        {line.missing_as && (
          <Controller
            control={form.control}
            name={`lines.${line.position}.missing_as`}
            render={({ field: { value, onChange } }) => (
              <Choice
                aria-label={`${t("counts.columns.missing_as")}, ${item.sku || item.title}`}
                value={value}
                onChange={onChange}
                options={[
                  { value: "sold", label: t("counts.sold") },
                  { value: "lost", label: t("counts.lost") },
                ]}
              />
            )}
          />
        )}
      </Table.Cell>
      <Table.Cell>
        <Amount value={shown(line.surplus_quantity)} />
      </Table.Cell>
      <Table.Cell>
        <Amount value={shown(line.quantity)} />
      </Table.Cell>
      <Table.Cell>
        <Amount value={line.remaining_quantity} />
      </Table.Cell>
    </Table.Row>
  )
}

/** A dash stands out less than a nought. */
const shown = (quantity: string): string | null => (quantity === "0" ? null : quantity)
