import { Button, Table, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { ImportFault } from "../../../../../http-contract/import"
import { Section } from "../../../../components/section"
import { useRefusals } from "../../../../hooks/use-refusals"
import { useWords } from "../../../../hooks/use-words"

const SHOWN = 100

interface ImportFaultsProps {
  faults: ImportFault[]
  /** Consequence of the errors: nothing is posted until they are fixed, or the lines are left out. */
  fate: "refused" | "to_keep" | "kept"
}

/** Errors in the file, line by line. */
export const ImportFaults = ({ faults, fate }: ImportFaultsProps) => {
  const { t } = useWords()
  const { faultInWords } = useRefusals()
  return (
    <Section
      heading={t("imports.faults", { count: faults.length })}
      subHeading={t(`imports.faults_hint.${fate}`)}
      actions={
        fate === "kept" && (
          <Button size="small" variant="secondary" asChild>
            <Link to="/consignment/imports/exceptions">{t("exceptions.show")}</Link>
          </Button>
        )
      }
    >
      <Table>
        <Table.Header className="border-t-0">
          <Table.Row>
            <Table.HeaderCell className="w-24 text-right">{t("imports.line")}</Table.HeaderCell>
            <Table.HeaderCell>{t("imports.column")}</Table.HeaderCell>
            <Table.HeaderCell>{t("imports.reason")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {faults.slice(0, SHOWN).map((fault, index) => (
            <Table.Row key={index}>
              <Table.Cell className="text-right tabular-nums">{fault.line}</Table.Cell>
              <Table.Cell>{fault.path ?? "–"}</Table.Cell>
              <Table.Cell className="whitespace-normal py-2">
                <Text size="small" weight="plus">
                  {faultInWords(fault)}
                </Text>
                {!fault.reason && (
                  <Text size="small" className="text-ui-fg-subtle">
                    {t(`error_hints.${fault.code}`)}
                  </Text>
                )}
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
      {faults.length > SHOWN && (
        <Text size="small" className="px-6 py-3 text-ui-fg-subtle">
          {t("stock.more", { count: faults.length - SHOWN })}
        </Text>
      )}
    </Section>
  )
}
