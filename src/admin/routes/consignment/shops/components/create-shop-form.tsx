import { Input, Text, toast } from "@medusajs/ui"
import { useEffect, useState } from "react"
import type { UseFormReturn } from "react-hook-form"
import { useSearchParams } from "react-router-dom"
import { CurrencyPicker } from "../../../../components/currency-picker"
import { CustomerPicker } from "../../../../components/customer-picker"
import { Field } from "../../../../components/field"
import { FormDrawer } from "../../../../components/form-drawer"
import { useAgreements } from "../../../../hooks/api/agreements"
import { useContractors } from "../../../../hooks/api/contractors"
import { useCustomer } from "../../../../hooks/api/customers"
import { useCreateShop } from "../../../../hooks/api/shops"
import { useContractForm } from "../../../../hooks/use-contract-form"
import { useWords } from "../../../../hooks/use-words"
import { partOfForm } from "../../../../lib/part-of-form"
import { AgreementTerms } from "../../contractors/components/agreement-terms"
import { forShops } from "../lib/for-shops"
import { codeOf, shopSchema, type ShopValues } from "../lib/shop-values"

/** A location of our goods at a customer: everything it needs, in one step. */
export const CreateShopForm = ({ currencyCode }: { currencyCode: string }) => {
  const { t } = useWords()
  const [search] = useSearchParams()
  const form = useContractForm<ShopValues>({
    schema: shopSchema,
    defaultValues: {
      customer_id: search.get("customer_id") ?? "",
      shop_name: "",
      code: "",
      currency_code: currencyCode,
      settlement_every: { unit: "month", count: 1 },
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      count_loss_liability: "consignee",
      price_basis: "lot_cost",
    },
  })
  const [made] = useState<{ stockLocationId?: string }>({})
  const { mutateAsync, isPending } = useCreateShop(made)
  const { customer, contractor, hasAgreement } = useChosen(form)
  return (
    <FormDrawer
      needs={forShops}
      title={t("shops.create")}
      description={t("shops.create_hint")}
      form={form}
      isSaving={isPending}
      submitLabel={t("actions.create")}
      onSubmit={async ({ customer_id: _, shop_name: shopName, code, ...terms }, close) => {
        if (!customer) return
        const shop = await mutateAsync({ customer, code, shopName, terms })
        toast.success(t("shops.created", { name: shop.name }))
        close(`/consignment/warehouses/${shop.id}`)
      }}
    >
      <Field
        form={form}
        name="customer_id"
        label={t("fields.customer")}
        hint={t("shops.customer_hint")}
      >
        {(field) => <CustomerPicker {...field} />}
      </Field>
      <Field form={form} name="shop_name" label={t("shops.name")} hint={t("shops.name_hint")}>
        {(field) => <Input {...field} autoComplete="off" />}
      </Field>
      {!contractor && (
        <Field form={form} name="code" label={t("fields.code")} hint={t("contractors.code_hint")}>
          {(field) => <Input {...field} autoComplete="off" />}
        </Field>
      )}
      {hasAgreement ? (
        <Text size="small" className="text-ui-fg-subtle">
          {t("shops.agreed")}
        </Text>
      ) : (
        <>
          <Field form={form} name="currency_code" label={t("fields.currency")}>
            {(field) => <CurrencyPicker {...field} />}
          </Field>
          {/* The terms are a part of what is filled in here. */}
          <AgreementTerms form={partOfForm(form)} direction="outbound" />
        </>
      )}
    </FormDrawer>
  )
}

/** The customer, and what is there of him already; his name and a code are proposed. */
const useChosen = (form: UseFormReturn<ShopValues, unknown, ShopValues>) => {
  const { customer } = useCustomer(form.watch("customer_id"))
  const { contractors } = useContractors(
    { customer_id: customer?.id, limit: 1 },
    { enabled: customer !== undefined, placeholderData: undefined }
  )
  const [contractor] = contractors ?? []
  const { count = 0 } = useAgreements(
    { contractor_id: contractor?.id, direction: "outbound", limit: 1 },
    { enabled: contractor !== undefined, placeholderData: undefined }
  )
  const name = customer?.name
  const code = contractor?.code ?? codeOf(name ?? "")
  useEffect(() => {
    if (!name) return
    if (!form.getFieldState("shop_name").isDirty) form.setValue("shop_name", name)
    if (!form.getFieldState("code").isDirty) form.setValue("code", code)
  }, [form, name, code])
  return { customer, contractor, hasAgreement: count > 0 }
}
