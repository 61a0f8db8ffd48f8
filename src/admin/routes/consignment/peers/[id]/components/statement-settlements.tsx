import { Table, Text } from "@medusajs/ui"
import type { PeerStatementAnswer } from "../../../../../../http-contract/peer"
import { Amount } from "../../../../../components/amount"
import { Instant } from "../../../../../components/instant"
import { useWords } from "../../../../../hooks/use-words"

const amounts = ["net_value", "their_net_value", "difference"] as const

type Settlements = PeerStatementAnswer["settlements"]

/** The settlements of both stores side by side; those that differ first. */
export const StatementSettlements = ({ settlements }: { settlements: Settlements }) => {
  const { t } = useWords()
  if (settlements.length === 0) return null
  const differs = ({ difference }: Settlements[number]) => Number(difference) !== 0
  const sorted = [...settlements].sort(
    (one, other) =>
      Number(differs(other)) - Number(differs(one)) || other.cut_off.localeCompare(one.cut_off)
  )
  return (
    <div className="overflow-x-auto">
      <Table>
        <Table.Header>
          <Table.Row>
            {(["settlement", "their_settlement", "cut_off"] as const).map((name) => (
              <Table.HeaderCell key={name}>
                {t(`peers.statement.settlements.${name}`)}
              </Table.HeaderCell>
            ))}
            {amounts.map((name) => (
              <Table.HeaderCell key={name} className="text-right">
                {t(`peers.statement.settlements.${name}`)}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {sorted.map((one) => (
            <Table.Row key={`${one.number} ${one.their_number}`}>
              <Table.Cell>
                {one.number ?? t("peers.statement.settlements.not_yet")}
                {differs(one) && (
                  <Text size="xsmall" className="text-ui-fg-error">
                    {t("peers.statement.settlements.remedy")}
                  </Text>
                )}
              </Table.Cell>
              <Table.Cell>
                {one.their_number ?? t("peers.statement.settlements.not_yet")}
              </Table.Cell>
              <Table.Cell>
                <Instant value={one.cut_off} withTime />
              </Table.Cell>
              {amounts.map((name) => (
                <Table.Cell key={name}>
                  <Amount value={one[name]} currencyCode={one.currency_code} />
                </Table.Cell>
              ))}
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  )
}
