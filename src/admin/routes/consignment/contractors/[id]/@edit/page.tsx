import { toast } from "@medusajs/ui"
import { useParams } from "react-router-dom"
import {
  createContractorSchema,
  type Contractor,
  type CreateContractorBody,
} from "../../../../../../http-contract/contractor"
import { FormDrawer } from "../../../../../components/form-drawer"
import { useContractor, useUpdateContractor } from "../../../../../hooks/api/contractors"
import { useContractForm } from "../../../../../hooks/use-contract-form"
import { useWords } from "../../../../../hooks/use-words"
import { ContractorFields } from "../../components/contractor-fields"

const EditContractorPage = () => {
  const { contractor } = useContractor(useParams().id)
  return contractor ? <EditContractor contractor={contractor} /> : null
}

const EditContractor = ({ contractor }: { contractor: Contractor }) => {
  const { t } = useWords()
  const { id: _, metadata: __, created_at: ___, updated_at: ____, ...values } = contractor
  const form = useContractForm<CreateContractorBody>({
    schema: createContractorSchema,
    blank: "cleared",
    defaultValues: values,
  })
  const { mutateAsync, isPending } = useUpdateContractor(contractor.id)
  return (
    <FormDrawer
      needs="consignment_contractor:manage"
      title={t("contractors.edit")}
      form={form}
      isSaving={isPending}
      onSubmit={async (values, close) => {
        await mutateAsync({ ...values, customer_id: values.customer_id ?? null })
        toast.success(t("contractors.saved"))
        close()
      }}
    >
      <ContractorFields form={form} />
    </FormDrawer>
  )
}

export default EditContractorPage
