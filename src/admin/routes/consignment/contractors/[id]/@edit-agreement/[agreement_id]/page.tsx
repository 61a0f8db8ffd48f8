import { toast } from "@medusajs/ui"
import { useParams } from "react-router-dom"
import {
  createAgreementSchema,
  type Agreement,
  type CreateAgreementBody,
} from "../../../../../../../http-contract/agreement"
import { FormDrawer } from "../../../../../../components/form-drawer"
import { useAgreement, useUpdateAgreement } from "../../../../../../hooks/api/agreements"
import { useContractForm } from "../../../../../../hooks/use-contract-form"
import { useWords } from "../../../../../../hooks/use-words"
import { localDateOf } from "../../../../../../lib/local-date"
import { AgreementFields } from "../../../components/agreement-fields"

const EditAgreementPage = () => {
  const { agreement } = useAgreement(useParams().agreement_id)
  return agreement ? <EditAgreement agreement={agreement} /> : null
}

const EditAgreement = ({ agreement }: { agreement: Agreement }) => {
  const { t } = useWords()
  const dayOf = (instant: string | null) => instant && localDateOf(instant, agreement.time_zone)
  const form = useContractForm<CreateAgreementBody>({
    schema: createAgreementSchema,
    blank: "cleared",
    defaultValues: {
      contractor_id: agreement.contractor_id,
      direction: agreement.direction,
      currency_code: agreement.currency_code,
      valid_from: dayOf(agreement.valid_from),
      valid_to: dayOf(agreement.valid_to),
      settlement_every: agreement.settlement_every,
      notification_email: agreement.notification_email,
      time_zone: agreement.time_zone,
      return_within_days: agreement.return_within_days,
      grace_days: agreement.grace_days,
      price_basis: agreement.price_basis,
      commission_percent: agreement.commission_percent,
      commission_tiers: agreement.commission_tiers,
      commission_base: agreement.commission_base,
      vat_rate: agreement.vat_rate,
      vat_category: agreement.vat_category,
      transport_paid_by: agreement.transport_paid_by,
      prices_on_notes: agreement.prices_on_notes,
      allow_hire: agreement.allow_hire,
      return_fee: agreement.return_fee,
      count_loss_liability: agreement.count_loss_liability,
      net_returns: agreement.net_returns,
    },
  })
  const { mutateAsync, isPending } = useUpdateAgreement(agreement.id)
  return (
    <FormDrawer
      needs="consignment_agreement:manage"
      title={t("agreements.edit")}
      form={form}
      isSaving={isPending}
      onSubmit={async (
        { contractor_id: _, direction: __, currency_code: ___, ...terms },
        close
      ) => {
        await mutateAsync(terms)
        toast.success(t("agreements.saved"))
        close()
      }}
    >
      <AgreementFields form={form} isNew={false} />
    </FormDrawer>
  )
}

export default EditAgreementPage
