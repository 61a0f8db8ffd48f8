import { toast } from "@medusajs/ui"
import {
  draftRefillSchema,
  type DraftRefillBody,
} from "../../../../../../http-contract/warehouse-item"
import { Choice } from "../../../../../components/choice"
import { Field } from "../../../../../components/field"
import { FormDrawer } from "../../../../../components/form-drawer"
import { useDraftRefill } from "../../../../../hooks/api/refill"
import { useContractForm } from "../../../../../hooks/use-contract-form"
import { useWords } from "../../../../../hooks/use-words"
import { Refusal } from "../../../../../lib/refusal"
import { addressOfDocument } from "../../../documents/lib/address"

interface RefillFormProps {
  warehouseId: string
  /** Ours, from which it may be delivered. */
  locations: readonly { id: string; name: string }[]
  currencies: readonly string[]
  /** From where the shop was delivered last. */
  usualLocationId: unknown
}

/** Asks from where a customer's shop is filled up, and writes the pick list. */
export const RefillForm = ({
  warehouseId,
  locations,
  currencies,
  usualLocationId,
}: RefillFormProps) => {
  const { t } = useWords()
  const usual = locations.find(({ id }) => id === usualLocationId)
  const only = locations.length === 1 ? locations[0] : undefined
  const form = useContractForm<DraftRefillBody>({
    schema: draftRefillSchema,
    defaultValues: {
      warehouse_id: warehouseId,
      from_stock_location_id: (usual ?? only)?.id ?? "",
      currency_code: currencies[0],
    },
  })
  const { mutateAsync, isPending } = useDraftRefill()
  return (
    <FormDrawer
      needs="consignment_delivery:post"
      title={t("refill.make")}
      description={t("refill.make_hint")}
      form={form}
      isSaving={isPending}
      submitLabel={t("refill.make")}
      onSubmit={async (values, close) => {
        const delivery = await mutateAsync(values).catch((error: unknown) => {
          if (!isNothingThere(error)) throw error
          form.setError("from_stock_location_id", { message: t("refill.nothing_there") })
        })
        if (!delivery) return
        toast.success(t("deliveries.saved"))
        close(addressOfDocument("delivery", delivery.id))
      }}
    >
      <Field
        form={form}
        name="from_stock_location_id"
        label={t("documents.fields.from_stock_location_id")}
      >
        {(field) => (
          <Choice
            {...field}
            options={locations.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </Field>
      {currencies.length > 1 && (
        <Field form={form} name="currency_code" label={t("fields.currency")}>
          {(field) => (
            <Choice {...field} options={currencies.map((value) => ({ value, label: value }))} />
          )}
        </Field>
      )}
    </FormDrawer>
  )
}

const isNothingThere = (error: unknown): boolean =>
  error instanceof Refusal &&
  error.code === "INVALID_DATA" &&
  error.details?.path === "warehouse_id"
