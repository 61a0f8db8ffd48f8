import { Button, StatusBadge, Table, Text } from "@medusajs/ui"
import { DownloadMenu } from "../../../../../components/download-menu"
import { Instant } from "../../../../../components/instant"
import { Problem } from "../../../../../components/problem"
import { Section } from "../../../../../components/section"
import { usePeerStatement, useRefreshStatement } from "../../../../../hooks/api/peers"
import { useReportedError } from "../../../../../hooks/use-reported-error"
import { useWords } from "../../../../../hooks/use-words"
import { StatementSettlements } from "./statement-settlements"

const quantities = ["ours", "theirs", "unsettled", "in_flight", "lent", "difference"] as const

/** Columns that nothing is known of before the other store has told its books. */
const needsTheirs = new Set<string>(["theirs", "in_flight", "difference"])

/** Both books, line by line; a difference keeps the holder from settling. */
export const StatementSection = ({ peerId }: { peerId: string }) => {
  const { t } = useWords()
  const { statement, error } = usePeerStatement(peerId)
  const { mutate: refresh, isPending } = useRefreshStatement(peerId, {
    onError: useReportedError(),
  })
  return (
    <Section
      heading={t("peers.statement.title")}
      subHeading={
        statement?.as_of ? (
          <>
            {t("peers.statement.as_of")} <Instant value={statement.as_of} withTime />
          </>
        ) : (
          t("peers.statement.not_yet")
        )
      }
      mark={
        statement?.as_of && (
          <StatusBadge color={statement.differences > 0 ? "red" : "green"}>
            {statement.differences > 0
              ? t("peers.statement.differences", { count: statement.differences })
              : t("peers.statement.agree")}
          </StatusBadge>
        )
      }
      actions={
        <>
          <Button size="small" variant="secondary" isLoading={isPending} onClick={() => refresh()}>
            {t("peers.statement.refresh")}
          </Button>
          <DownloadMenu path={`peers/${peerId}/statement/document`} />
        </>
      }
    >
      {error && <Problem error={error} />}
      {statement && statement.differences > 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("peers.statement.agreed", statement.agreed)}
        </Text>
      )}
      {statement?.lines.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t("peers.statement.empty")}
        </Text>
      )}
      {statement && statement.lines.length > 0 && (
        <div className="overflow-x-auto">
          <Table>
            <Table.Header>
              <Table.Row>
                <Table.HeaderCell>{t("fields.item")}</Table.HeaderCell>
                {quantities.map((name) => (
                  <Table.HeaderCell key={name} className="text-right">
                    {t(`peers.statement.columns.${name}`)}
                  </Table.HeaderCell>
                ))}
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {statement.lines.map((line) => (
                <Table.Row key={line.delivery_line_id}>
                  <Table.Cell>
                    {line.sku ?? line.inventory_item_id ?? "–"}
                    {line.remedy && (
                      <Text size="xsmall" className="text-ui-fg-subtle">
                        {t(`peers.statement.remedies.${line.remedy}`)}
                      </Text>
                    )}
                  </Table.Cell>
                  {quantities.map((name) => (
                    <Table.Cell key={name} className="text-right tabular-nums">
                      {statement.as_of || !needsTheirs.has(name) ? line[name] : "–"}
                    </Table.Cell>
                  ))}
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
        </div>
      )}
      {statement && <StatementSettlements settlements={statement.settlements} />}
    </Section>
  )
}
