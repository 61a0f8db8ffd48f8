import { Button, Text } from "@medusajs/ui"
import { Decimal } from "decimal.js"
import { useState } from "react"
import { Link } from "react-router-dom"
import type { Lot, Movement } from "../../../../../http-contract/stock"
import type { LotTrace } from "../../../../../http-contract/worklist"
import { Instant } from "../../../../components/instant"
import { Problem } from "../../../../components/problem"
import { Section } from "../../../../components/section"
import { documentPaths, type DocumentKind } from "../../../../hooks/api/documents"
import { useMovements } from "../../../../hooks/api/stock"
import { useLotTrace } from "../../../../hooks/api/worklists"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"
import { addressOfDocument } from "../../documents/lib/address"

const STEP = 50

/** The life of a lot: what moved its pieces, in the order in which it was booked, and what was left each time. */
export const LotTimeline = ({ lot }: { lot: Lot }) => {
  const { t } = useWords()
  const [limit, setLimit] = useState(STEP)
  const query = { lot_id: lot.id, order: "sequence", limit }
  const { movements = [], count = 0, error, refetch } = useMovements(query)
  const { trace } = useLotTrace(lot.id)
  const traced = new Map(trace?.movements.map((movement) => [movement.id, movement]))
  return (
    <Section heading={t("lots.timeline")}>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      <ol className="px-6 py-4">
        {withBalances(movements).map(({ movement, balance }, index) => (
          <Event
            key={movement.id}
            movement={movement}
            balance={balance}
            papers={traced.get(movement.id)}
            isLast={index === movements.length - 1}
          />
        ))}
      </ol>
      {count > movements.length && (
        <div className="flex justify-center px-6 py-3">
          <Button size="small" variant="secondary" onClick={() => setLimit(limit + STEP)}>
            {t("lots.more")}
          </Button>
        </div>
      )}
    </Section>
  )
}

const withBalances = (movements: Movement[]): { movement: Movement; balance: string }[] => {
  let balance = new Decimal(0)
  return movements.map((movement) => {
    balance = balance.plus(movement.quantity)
    return { movement, balance: balance.toFixed() }
  })
}

interface EventProps {
  movement: Movement
  balance: string
  /** The document and the settlement by their numbers, once they were read. */
  papers: LotTrace["movements"][number] | undefined
  isLast: boolean
}

const Event = ({ movement, balance, papers, isLast }: EventProps) => {
  const { t } = useWords()
  const format = useFormat()
  const { type, quantity, document_type: kind, document_id: documentId } = movement
  const sign = quantity.startsWith("-") ? "" : "+"
  return (
    <li className="flex gap-x-4">
      <div aria-hidden className="flex flex-col items-center">
        <span className="bg-ui-fg-interactive mt-1.5 size-2 shrink-0 rounded-full" />
        {!isLast && <span className="bg-ui-border-base w-px flex-1" />}
      </div>
      <div className="flex flex-1 justify-between gap-x-4 pb-6">
        <div>
          <Text size="small" weight="plus">
            {kind in documentPaths ? (
              <Link
                to={addressOfDocument(kind as DocumentKind, documentId)}
                className="hover:text-ui-fg-interactive"
              >
                {t(`terms.movement.${type}`)}
              </Link>
            ) : (
              t(`terms.movement.${type}`)
            )}
          </Text>
          <Text size="small" className="text-ui-fg-subtle">
            {papers && `${papers.document.number}, `}
            <Instant value={movement.effective_at} withTime />
            {movement.late && `, ${t("documents.late")}`}
            {movement.settlement_id && (
              <>
                {", "}
                <Link
                  to={`/consignment/settlements/${movement.settlement_id}`}
                  className="text-ui-fg-interactive underline"
                >
                  {papers?.settlement?.number ?? t("lots.settled")}
                </Link>
              </>
            )}
          </Text>
        </div>
        <div className="text-right tabular-nums">
          <Text size="small" weight="plus">
            {sign}
            {format.quantity(quantity)}
          </Text>
          <Text size="small" className="text-ui-fg-subtle">
            {t("lots.left", { quantity: format.quantity(balance) })}
          </Text>
        </div>
      </div>
    </li>
  )
}
