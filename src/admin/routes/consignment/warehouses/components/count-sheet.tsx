import { Form } from "@medusajs/dashboard/components"
import { Button, Heading, Table, Text } from "@medusajs/ui"
import type { UseFormReturn } from "react-hook-form"
import { LocationPicker } from "../../../../components/location-picker"
import { useWords } from "../../../../hooks/use-words"
import { PaperFields } from "../../documents/components/paper-fields"
import { comesHome, type CountValues } from "../lib/count-values"
import { CountRow } from "./count-row"

interface CountSheetProps {
  form: UseFormReturn<CountValues, unknown, CountValues>
  /** By the line's position: why the server refused it. */
  problems: Map<number, string>
}

/** Count sheet with every booked item. */
export const CountSheet = ({ form, problems }: CountSheetProps) => {
  const { t } = useWords()
  const lines = form.getValues("lines")
  const countAll = (): void => {
    for (const [index, { booked = "" }] of lines.entries())
      form.setValue(`lines.${index}.counted_quantity`, booked, { shouldDirty: true })
  }
  return (
    <>
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        <Form.Field
          control={form.control}
          name="to_stock_location_id"
          rules={{
            validate: (id, values) =>
              id || !values.lines.some(comesHome) ? true : t("documents.required"),
          }}
          render={({ field }) => (
            <Form.Item>
              <Form.Label optional>{t("documents.fields.to_stock_location_id")}</Form.Label>
              <Form.Control>
                <LocationPicker {...field} allowClear />
              </Form.Control>
              <Form.Hint>{t("counts.location_hint")}</Form.Hint>
              <Form.ErrorMessage />
            </Form.Item>
          )}
        />
        <PaperFields form={form} />
      </div>
      <div className="flex flex-col gap-y-4">
        <div className="flex items-center justify-between">
          <Heading level="h2">{t("documents.lines.heading")}</Heading>
          <Button
            size="small"
            type="button"
            variant="secondary"
            disabled={lines.length === 0}
            onClick={countAll}
          >
            {t("counts.all")}
          </Button>
        </div>
        {lines.length === 0 ? (
          <Text size="small" className="text-ui-fg-subtle">
            {t("shops.no_stock")}
          </Text>
        ) : (
          <div className="border-ui-border-base overflow-x-auto rounded-lg border">
            <Table>
              <Table.Header className="border-t-0">
                <Table.Row>
                  <Table.HeaderCell>{t("fields.item")}</Table.HeaderCell>
                  {["expected", "counted", "home"].map((column) => (
                    <Table.HeaderCell key={column} className="text-right">
                      {t(`counts.columns.${column}`)}
                    </Table.HeaderCell>
                  ))}
                </Table.Row>
              </Table.Header>
              <Table.Body>
                {lines.map((line, index) => (
                  <CountRow
                    key={line.item.id}
                    form={form}
                    line={line}
                    index={index}
                    problem={problems.get(index)}
                  />
                ))}
              </Table.Body>
            </Table>
          </div>
        )}
      </div>
    </>
  )
}
