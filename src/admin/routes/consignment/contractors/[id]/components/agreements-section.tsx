import { PencilSquare, Trash } from "@medusajs/icons"
import { Badge, Button, IconButton, Text, toast } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Agreement } from "../../../../../../http-contract/agreement"
import { Problem } from "../../../../../components/problem"
import { Explained } from "../../../../../components/explained"
import { Section } from "../../../../../components/section"
import { useAgreements, useDeleteAgreement } from "../../../../../hooks/api/agreements"
import { useAllows } from "../../../../../hooks/use-allows"
import { useFormat } from "../../../../../hooks/use-format"
import { useRemoval } from "../../../../../hooks/use-removal"
import { useReportedError } from "../../../../../hooks/use-reported-error"
import { useShareText } from "../../../../../hooks/use-share-text"
import { useWords } from "../../../../../hooks/use-words"

/** The terms that hold with the contractor, one per direction and currency at a time. */
export const AgreementsSection = ({ contractorId }: { contractorId: string }) => {
  const { t } = useWords()
  const allows = useAllows()
  const { agreements, error, refetch } = useAgreements({ contractor_id: contractorId, limit: 100 })
  return (
    <Section
      heading={t("agreements.title")}
      mark={<Explained term="agreement" />}
      actions={
        allows("consignment_agreement:manage") && (
          <Button size="small" variant="secondary" asChild>
            <Link to="create-agreement">{t("agreements.create")}</Link>
          </Button>
        )
      }
    >
      {error && !agreements && <Problem error={error} onRetry={() => void refetch()} />}
      {agreements?.length === 0 && (
        <Text size="small" className="px-6 py-4 text-ui-fg-subtle">
          {t("agreements.empty")}
        </Text>
      )}
      {agreements?.map((agreement) => (
        <AgreementRow key={agreement.id} agreement={agreement} />
      ))}
    </Section>
  )
}

const AgreementRow = ({ agreement }: { agreement: Agreement }) => {
  const { t } = useWords()
  const remove = useAgreementRemoval(agreement)
  const share = useShareText()(agreement)
  const format = useFormat()
  const isChangeable = useAllows()("consignment_agreement:manage")
  const {
    id,
    direction,
    currency_code,
    settlement_every: every,
    return_within_days: within,
    return_fee: fee,
  } = agreement
  return (
    <div className="flex items-start justify-between gap-x-4 px-6 py-4">
      <div className="flex flex-col gap-y-1">
        <div className="flex items-center gap-x-2">
          <Text size="small" weight="plus">
            {t(`terms.direction.${direction}`)}
          </Text>
          <Badge size="2xsmall">{currency_code}</Badge>
        </div>
        <Text size="small" className="text-ui-fg-subtle">
          {useValidity(agreement)}
        </Text>
        <Text size="small" className="text-ui-fg-subtle">
          {every
            ? t(`agreements.every_${every.unit}`, { count: every.count })
            : t("agreements.free")}
        </Text>
        {share && (
          <Text size="small" className="text-ui-fg-subtle">
            {share}
          </Text>
        )}
        {fee && (
          <Text size="small" className="text-ui-fg-subtle">
            {t(`agreements.return_fee_of.${fee.basis}`, {
              fee:
                fee.basis === "per_unit"
                  ? format.unitCost(fee.value, currency_code)
                  : format.quantity(fee.value),
            })}
          </Text>
        )}
        {within !== null && (
          <Text size="small" className="text-ui-fg-subtle">
            {t("agreements.return_within", { count: within })}
          </Text>
        )}
      </div>
      {isChangeable && (
        <div className="flex items-center">
          <IconButton size="small" variant="transparent" aria-label={t("actions.edit")} asChild>
            <Link to={`edit-agreement/${id}`}>
              <PencilSquare />
            </Link>
          </IconButton>
          <IconButton
            size="small"
            variant="transparent"
            aria-label={t("agreements.remove")}
            onClick={() => void remove()}
          >
            <Trash />
          </IconButton>
        </div>
      )}
    </div>
  )
}

const useAgreementRemoval = ({ id, currency_code }: Agreement) => {
  const { t } = useWords()
  const { mutate } = useDeleteAgreement(id, {
    onError: useReportedError(),
    onSuccess: () => void toast.success(t("agreements.removed")),
  })
  return useRemoval({
    title: t("agreements.remove_title"),
    description: t("agreements.remove_hint", { currency: currency_code }),
    confirmText: t("agreements.remove"),
    remove: () => mutate(),
  })
}

const useValidity = ({ valid_from, valid_to }: Agreement): string => {
  const { t } = useWords()
  const format = useFormat()
  if (valid_from && valid_to) {
    return t("agreements.between", { from: format.date(valid_from), to: format.date(valid_to) })
  }
  if (valid_from) return t("agreements.since", { from: format.date(valid_from) })
  if (valid_to) return t("agreements.until", { to: format.date(valid_to) })
  return t("agreements.unlimited")
}
