import type { Agreement } from "../../http-contract/agreement"
import { useFormat } from "./use-format"
import { useWords } from "./use-words"

type Shares = Pick<
  Agreement,
  "currency_code" | "commission_percent" | "commission_tiers" | "commission_base"
>

/** The store's share as people say it: "10 % to €50.00, 15 % above"; null where none was agreed. */
export const useShareText = (): ((agreement: Shares) => string | null) => {
  const { t } = useWords()
  const format = useFormat()
  return ({ commission_percent: percent, commission_tiers: tiers, ...agreement }) => {
    if (percent === null && tiers === null) return null
    const shares = (tiers ?? [{ percent: percent ?? "0" }]).map((tier, index) => {
      const share = format.quantity(tier.percent)
      const next = tiers?.[index + 1]
      if (!tiers || tiers.length === 1) return t("agreements.share_all", { share })
      const price = (text = "0") => format.unitCost(text, agreement.currency_code)
      return next
        ? t("agreements.share_to", { share, price: price(next.from_price) })
        : t("agreements.share_above", { share, price: price(tiers[index]?.from_price) })
    })
    return t("agreements.share_of", {
      shares: shares.join(", "),
      base: t(`terms.commission_base.${agreement.commission_base ?? "paid"}`),
    })
  }
}
