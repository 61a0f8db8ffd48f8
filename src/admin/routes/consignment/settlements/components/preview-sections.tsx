import { Container, Text } from "@medusajs/ui"
import { useSearchParams } from "react-router-dom"
import { Allowed } from "../../../../components/allowed"
import type { Agreement } from "../../../../../http-contract/agreement"
import { PageSkeleton } from "../../../../components/page-skeleton"
import { Problem } from "../../../../components/problem"
import { useAgreements } from "../../../../hooks/api/agreements"
import { useSettlementPreview, type SettleInput } from "../../../../hooks/api/settlements"
import { useWords } from "../../../../hooks/use-words"
import { CloseButton } from "./close-button"
import { PreviewChoice } from "./preview-choice"
import { SettlementLines } from "./settlement-lines"
import { StockStatement } from "./stock-statement"

/** Preview of a settlement. The choice is kept in the page's address. */
export const PreviewSections = () => {
  const { t } = useWords()
  const [search] = useSearchParams()
  const contractorId = search.get("contractor_id") ?? ""
  const { agreements, error: unread } = useAgreements(
    { contractor_id: contractorId, limit: 100 },
    { enabled: contractorId !== "", placeholderData: undefined }
  )
  const choice = agreements && toChoice(search, agreements)
  const preview = useSettlementPreview(choice)
  const { settlement, refetch } = preview
  const error = unread ?? preview.error
  return (
    <div className="flex flex-col gap-y-3">
      <PreviewChoice
        settlement={settlement}
        direction={choice?.direction}
        agreements={agreements ?? []}
        action={
          choice &&
          settlement && (
            <Allowed needs="consignment_settlement:settle">
              <CloseButton choice={choice} settlement={settlement} />
            </Allowed>
          )
        }
      />
      {contractorId === "" && (
        <Container className="px-6 py-10 text-center">
          <Text size="small" className="text-ui-fg-subtle">
            {t("settlements.choose")}
          </Text>
        </Container>
      )}
      {contractorId !== "" && error && (
        <Container className="p-0">
          <Problem error={error} onRetry={() => void refetch()} />
        </Container>
      )}
      {contractorId !== "" && !error && !settlement && <PageSkeleton />}
      {choice && !error && settlement && (
        <>
          <SettlementLines settlement={settlement} />
          <StockStatement settlement={settlement} />
        </>
      )}
    </div>
  )
}

/** A contractor with agreements in one direction only need not choose it. */
const toChoice = (search: URLSearchParams, agreements: Agreement[]): SettleInput => {
  const isCustomer = agreements.length > 0 && agreements.every(isOutbound)
  return {
    contractor_id: search.get("contractor_id") ?? "",
    direction: isCustomer || search.get("direction") === "outbound" ? "outbound" : "inbound",
    currency_code: search.get("currency_code") ?? undefined,
    cut_off: search.get("cut_off") ?? undefined,
  }
}

const isOutbound = ({ direction }: Agreement): boolean => direction === "outbound"
