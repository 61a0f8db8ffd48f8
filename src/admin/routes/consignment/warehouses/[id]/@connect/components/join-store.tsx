import { Input, RadioGroup, toast } from "@medusajs/ui"
import { joinPeerSchema, type JoinPeerBody } from "../../../../../../../http-contract/peer"
import type { Warehouse } from "../../../../../../../http-contract/warehouse"
import { ContractorPicker } from "../../../../../../components/contractor-picker"
import { Field } from "../../../../../../components/field"
import { FormDrawer } from "../../../../../../components/form-drawer"
import { useJoinPeer } from "../../../../../../hooks/api/peers"
import { useContractForm } from "../../../../../../hooks/use-contract-form"
import { useWords } from "../../../../../../hooks/use-words"
import { FlowDiagram } from "./flow-diagram"

/** Enters the address and the code that the supplier has sent. */
export const JoinStore = ({ warehouse }: { warehouse: Warehouse }) => {
  const { t } = useWords()
  const { mutateAsync, isPending } = useJoinPeer()
  const form = useContractForm<JoinPeerBody>({
    schema: joinPeerSchema,
    defaultValues: {
      url: "",
      pairing_code: "",
      contractor_id: "",
      warehouse_id: warehouse.id,
      existing_articles: "ask",
    },
  })
  return (
    <FormDrawer
      needs="consignment_peer:manage"
      title={t("peers.join.title")}
      description={t("peers.join.hint")}
      form={form}
      isSaving={isPending}
      submitLabel={t("peers.join.action")}
      onSubmit={async (values, close) => {
        const { peer } = await mutateAsync(values)
        toast.success(t("peers.join.done"))
        close(`/consignment/peers/${peer.id}`)
      }}
    >
      <FlowDiagram />
      <Field form={form} name="contractor_id" label={t("fields.contractor")}>
        {(field) => <ContractorPicker {...field} />}
      </Field>
      <Field form={form} name="url" label={t("peers.address")} hint={t("peers.join.address_hint")}>
        {(field) => <Input {...field} placeholder="https://" />}
      </Field>
      <Field form={form} name="pairing_code" label={t("peers.invite.code")}>
        {(field) => <Input {...field} autoComplete="off" />}
      </Field>
      <Field
        form={form}
        name="existing_articles"
        label={t("peers.existing_articles")}
        hint={t("peers.existing_hint")}
      >
        {({ value, onChange }) => (
          <RadioGroup value={value} onValueChange={onChange}>
            {(["ask", "link"] as const).map((one) => (
              <RadioGroup.ChoiceBox
                key={one}
                value={one}
                label={t(`peers.existing.${one}`)}
                description={t(`peers.existing.${one}_hint`)}
              />
            ))}
          </RadioGroup>
        )}
      </Field>
    </FormDrawer>
  )
}
