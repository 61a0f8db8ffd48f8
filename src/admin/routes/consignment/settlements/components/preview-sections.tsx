import { Container, Text } from "@medusajs/ui"
import { useSearchParams } from "react-router-dom"
import { PageSkeleton } from "../../../../components/page-skeleton"
import { Problem } from "../../../../components/problem"
import { useSettlementPreview, type SettleInput } from "../../../../hooks/api/settlements"
import { useWords } from "../../../../hooks/use-words"
import { CloseButton } from "./close-button"
import { PreviewChoice } from "./preview-choice"
import { SettlementLines } from "./settlement-lines"
import { StockStatement } from "./stock-statement"

/** What closing a settlement would say. The choice stands in the page's address. */
export const PreviewSections = () => {
  const { t } = useWords()
  const [search] = useSearchParams()
  const choice = toChoice(search)
  const { settlement, error, refetch } = useSettlementPreview(choice)
  return (
    <div className="flex flex-col gap-y-3">
      <PreviewChoice
        settlement={settlement}
        action={choice && settlement && <CloseButton choice={choice} settlement={settlement} />}
      />
      {!choice && (
        <Container className="px-6 py-10 text-center">
          <Text size="small" className="text-ui-fg-subtle">
            {t("settlements.choose")}
          </Text>
        </Container>
      )}
      {choice && error && (
        <Container className="p-0">
          <Problem error={error} onRetry={() => void refetch()} />
        </Container>
      )}
      {choice && !error && !settlement && <PageSkeleton />}
      {choice && !error && settlement && (
        <>
          <SettlementLines settlement={settlement} />
          <StockStatement settlement={settlement} />
        </>
      )}
    </div>
  )
}

const toChoice = (search: URLSearchParams): SettleInput | undefined => {
  const contractorId = search.get("contractor_id")
  if (!contractorId) return undefined
  return {
    contractor_id: contractorId,
    currency_code: search.get("currency_code") ?? undefined,
    cut_off: search.get("cut_off") ?? undefined,
  }
}
