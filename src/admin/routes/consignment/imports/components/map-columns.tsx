import { Button, Table, Text } from "@medusajs/ui"
import { Choice } from "../../../../components/choice"
import { Section } from "../../../../components/section"
import { useWords } from "../../../../hooks/use-words"
import type { Mapping } from "../../../../lib/spreadsheet/name-columns"

interface MapColumnsProps {
  rows: string[][]
  mapping: Mapping
  columns: string[]
  onMap: (position: number, column: string | null) => void
  onConfirm: () => void
}

const LEFT_OUT = "left_out"

/** The meaning of a file's headings; asked once for the same headings. */
export const MapColumns = ({ rows, mapping, columns, onMap, onConfirm }: MapColumnsProps) => {
  const { t } = useWords()
  const [headings = [], example = []] = rows
  const options = [
    { value: LEFT_OUT, label: t("imports.mapping.left_out") },
    ...columns.map((column) => ({ value: column, label: t(`imports.columns.${column}`) })),
  ]
  return (
    <Section
      heading={t("imports.mapping.title")}
      subHeading={t("imports.mapping.hint")}
      actions={
        <Button size="small" onClick={onConfirm}>
          {t("imports.mapping.confirm")}
        </Button>
      }
    >
      <Table>
        <Table.Header className="border-t-0">
          <Table.Row>
            <Table.HeaderCell>{t("imports.mapping.heading")}</Table.HeaderCell>
            <Table.HeaderCell>{t("imports.mapping.example")}</Table.HeaderCell>
            <Table.HeaderCell>{t("imports.mapping.meaning")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {headings.map((heading, position) => (
            <Table.Row key={position}>
              <Table.Cell>
                <Text size="small" weight="plus">
                  {heading}
                </Text>
              </Table.Cell>
              <Table.Cell className="text-ui-fg-subtle">{example[position]}</Table.Cell>
              <Table.Cell className="py-2">
                <Choice
                  aria-label={`${t("imports.mapping.meaning")}, ${heading}`}
                  value={mapping[position] ?? LEFT_OUT}
                  onChange={(value) => onMap(position, value === LEFT_OUT ? null : value)}
                  options={options}
                />
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </Section>
  )
}
