import { SectionRow } from "@medusajs/dashboard/components"
import { PencilSquare, Trash } from "@medusajs/icons"
import { Button, toast } from "@medusajs/ui"
import { Link, useNavigate } from "react-router-dom"
import type { Contractor } from "../../../../../../http-contract/contractor"
import { ActionMenu } from "../../../../../components/action-menu"
import { Section } from "../../../../../components/section"
import { useIsCustomer } from "../../../../../hooks/api/agreements"
import { useDeleteContractor } from "../../../../../hooks/api/contractors"
import { useAllows } from "../../../../../hooks/use-allows"
import { useRemoval } from "../../../../../hooks/use-removal"
import { useReportedError } from "../../../../../hooks/use-reported-error"
import { useWords } from "../../../../../hooks/use-words"

/** The partner's details, and the most frequent actions. */
export const ContractorSection = ({ contractor }: { contractor: Contractor }) => {
  const { t } = useWords()
  const remove = useContractorRemoval(contractor)
  const allows = useAllows()
  const isCustomer = useIsCustomer(contractor.id)
  const { id, name, code } = contractor
  const edit = { icon: <PencilSquare />, label: t("actions.edit"), to: "edit" }
  const removal = { icon: <Trash />, label: t("actions.delete"), onClick: () => void remove() }
  return (
    <Section
      heading={name}
      headingLevel="h1"
      actions={
        <>
          {!isCustomer && allows("consignment_goods_receipt:post") && (
            <Button size="small" variant="secondary" asChild>
              <Link to={`/consignment/goods-receipts/post?contractor_id=${id}`}>
                {t("contractors.receive")}
              </Link>
            </Button>
          )}
          {allows("consignment_settlement:settle") && (
            <Button size="small" variant="secondary" asChild>
              <Link to={`/consignment/settlements/create?contractor_id=${id}`}>
                {t("contractors.settle")}
              </Link>
            </Button>
          )}
          {allows("consignment_contractor:manage") && (
            <ActionMenu groups={[{ actions: [edit] }, { actions: [removal] }]} />
          )}
        </>
      }
    >
      <SectionRow title={t("fields.code")} value={code} />
    </Section>
  )
}

const useContractorRemoval = ({ id, name }: Contractor) => {
  const { t } = useWords()
  const navigate = useNavigate()
  const { mutate } = useDeleteContractor(id, {
    onError: useReportedError(),
    onSuccess: () => {
      toast.success(t("contractors.deleted", { name }))
      void navigate("/consignment/contractors", { replace: true })
    },
  })
  return useRemoval({
    title: t("contractors.delete_title"),
    description: t("contractors.delete_hint", { name }),
    confirmText: t("actions.delete"),
    remove: () => mutate(),
  })
}
