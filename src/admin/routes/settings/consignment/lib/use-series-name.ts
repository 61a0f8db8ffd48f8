import type { NumberSeries } from "../../../../../http-contract/settings"
import { useWords } from "../../../../hooks/use-words"

/** The name of the documents of a number series. */
export const useSeriesName = (): ((series: NumberSeries) => string) => {
  const { t } = useWords()
  return (series) => {
    if (series === "settlement") return t("settlements.one")
    if (series === "invoice") return t("numbers.invoice")
    if (series === "credit_note") return t("invoices.kinds.credit_note")
    return series === "loan" ? t("loans.one") : t(`terms.document.${series}`)
  }
}
