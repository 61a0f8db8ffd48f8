import { Trash } from "@medusajs/icons"
import { Button, IconButton, Text } from "@medusajs/ui"
import { forwardRef } from "react"
import type { CreateAgreementBody } from "../../../../../http-contract/agreement"
import { DecimalInput } from "../../../../components/decimal-input"
import { useWords } from "../../../../hooks/use-words"

type Tiers = NonNullable<CreateAgreementBody["commission_tiers"]>

interface TiersInputProps {
  value?: Tiers | null
  onChange: (tiers: Tiers) => void
  id?: string
}

/** One row for each tier: the price above which it starts, and the store's share. */
export const TiersInput = forwardRef<HTMLDivElement, TiersInputProps>(
  ({ value, onChange, id }, ref) => {
    const { t } = useWords()
    const tiers = value ?? []
    const change = (index: number, changed: Partial<Tiers[number]>) =>
      onChange(tiers.map((tier, at) => (at === index ? { ...tier, ...changed } : tier)))
    return (
      <div ref={ref} id={id} className="flex flex-col gap-y-2">
        <div className="grid grid-cols-[1fr_1fr_2rem] gap-2">
          <Text size="xsmall" className="text-ui-fg-subtle">
            {t("agreements.tier_above")}
          </Text>
          <Text size="xsmall" className="text-ui-fg-subtle">
            {t("agreements.tier_share")}
          </Text>
        </div>
        {tiers.map((tier, index) => (
          <div key={index} className="grid grid-cols-[1fr_1fr_2rem] items-center gap-2">
            <DecimalInput
              aria-label={t("agreements.tier_above_of", { number: index + 1 })}
              value={tier.from_price}
              disabled={index === 0}
              onChange={(from_price) => change(index, { from_price })}
            />
            <DecimalInput
              aria-label={t("agreements.tier_share_of", { number: index + 1 })}
              value={tier.percent}
              onChange={(percent) => change(index, { percent })}
            />
            {index > 0 && (
              <IconButton
                type="button"
                size="small"
                variant="transparent"
                aria-label={t("agreements.tier_remove", { number: index + 1 })}
                onClick={() => onChange(tiers.filter((_, at) => at !== index))}
              >
                <Trash />
              </IconButton>
            )}
          </div>
        ))}
        <Button
          type="button"
          size="small"
          variant="secondary"
          className="w-fit"
          onClick={() => onChange([...tiers, { from_price: "", percent: "" }])}
        >
          {t("agreements.tier_add")}
        </Button>
      </div>
    )
  }
)
TiersInput.displayName = "TiersInput"
