import { toast } from "@medusajs/ui"
import {
  createContractorSchema,
  type CreateContractorBody,
} from "../../../../../http-contract/contractor"
import { FormDrawer } from "../../../../components/form-drawer"
import { useCreateContractor } from "../../../../hooks/api/contractors"
import { useContractForm } from "../../../../hooks/use-contract-form"
import { useWords } from "../../../../hooks/use-words"
import { ContractorFields } from "../components/contractor-fields"

const CreateContractorPage = () => {
  const { t } = useWords()
  const form = useContractForm<CreateContractorBody>({
    schema: createContractorSchema,
    defaultValues: { name: "", code: "", email: "", tax_id: "" },
  })
  const { mutateAsync, isPending } = useCreateContractor()
  return (
    <FormDrawer
      needs="consignment_contractor:manage"
      title={t("contractors.create")}
      description={t("contractors.create_hint")}
      form={form}
      isSaving={isPending}
      submitLabel={t("actions.create")}
      onSubmit={async (values, close) => {
        const { contractor } = await mutateAsync(values)
        toast.success(t("contractors.created", { name: contractor.name }))
        close(`/consignment/contractors/${contractor.id}`)
      }}
    >
      <ContractorFields form={form} />
    </FormDrawer>
  )
}

export default CreateContractorPage
