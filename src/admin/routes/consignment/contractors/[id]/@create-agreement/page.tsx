import { toast } from "@medusajs/ui"
import { useStore } from "@medusajs/dashboard/hooks"
import { useParams } from "react-router-dom"
import {
  createAgreementSchema,
  type CreateAgreementBody,
} from "../../../../../../http-contract/agreement"
import { FormDrawer } from "../../../../../components/form-drawer"
import { useCreateAgreement } from "../../../../../hooks/api/agreements"
import { useContractForm } from "../../../../../hooks/use-contract-form"
import { useWords } from "../../../../../hooks/use-words"
import { AgreementFields } from "../../components/agreement-fields"

const CreateAgreementPage = () => {
  const { id = "" } = useParams()
  const { store } = useStore()
  const currency = store?.supported_currencies?.find(({ is_default }) => is_default)?.currency_code
  return store ? <CreateAgreement contractorId={id} currencyCode={currency ?? ""} /> : null
}

interface CreateAgreementProps {
  contractorId: string
  /** The currency of the store, which most agreements are in. */
  currencyCode: string
}

const CreateAgreement = ({ contractorId, currencyCode }: CreateAgreementProps) => {
  const { t } = useWords()
  const form = useContractForm<CreateAgreementBody>({
    schema: createAgreementSchema,
    defaultValues: {
      contractor_id: contractorId,
      direction: "inbound",
      currency_code: currencyCode.toUpperCase(),
      settlement_every: { unit: "month", count: 1 },
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      count_loss_liability: "consignee",
      net_returns: true,
      price_basis: "lot_cost",
    },
  })
  const { mutateAsync, isPending } = useCreateAgreement()
  return (
    <FormDrawer
      needs="consignment_agreement:manage"
      title={t("agreements.create")}
      description={t("agreements.create_hint")}
      form={form}
      isSaving={isPending}
      submitLabel={t("actions.create")}
      onSubmit={async (values, close) => {
        await mutateAsync(values)
        toast.success(t("agreements.created"))
        close()
      }}
    >
      <AgreementFields form={form} isNew />
    </FormDrawer>
  )
}

export default CreateAgreementPage
