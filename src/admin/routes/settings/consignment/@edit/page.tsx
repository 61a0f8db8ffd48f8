import { CountrySelect } from "@medusajs/dashboard/components"
import { Input, toast } from "@medusajs/ui"
import {
  updateCompanySchema,
  type Company,
  type UpdateCompanyBody,
} from "../../../../../http-contract/settings"
import { AddressFields } from "../../../../components/address-fields"
import { Field } from "../../../../components/field"
import { FormDrawer } from "../../../../components/form-drawer"
import { useSettings, useUpdateSettings } from "../../../../hooks/api/settings"
import { useContractForm } from "../../../../hooks/use-contract-form"
import { useWords } from "../../../../hooks/use-words"
import { partOfForm } from "../../../../lib/part-of-form"
import { DaysInput } from "../../../consignment/contractors/components/days-input"
import { LogoField } from "../components/logo-field"

const EditCompanyPage = () => {
  const { settings } = useSettings()
  return settings ? <EditCompany company={settings.company} /> : null
}

const texts = ["tax_id", "registration_number", "iban", "email", "phone"] as const

const hints: Partial<Record<(typeof texts)[number], string>> = {
  tax_id: "company.tax_id_hint",
  iban: "company.iban_hint",
}

const EditCompany = ({ company }: { company: Company }) => {
  const { t } = useWords()
  const form = useContractForm<UpdateCompanyBody>({
    schema: updateCompanySchema,
    blank: "cleared",
    defaultValues: company,
  })
  const { mutateAsync, isPending } = useUpdateSettings()
  return (
    <FormDrawer
      needs="consignment_settings:manage"
      title={t("company.edit")}
      form={form}
      isSaving={isPending}
      onSubmit={async (values, close) => {
        await mutateAsync({ company: values })
        toast.success(t("company.saved"))
        close()
      }}
    >
      <Field
        form={form}
        name="legal_name"
        label={t("company.legal_name")}
        hint={t("company.legal_name_hint")}
        isOptional
      >
        {(field) => <Input {...field} value={field.value ?? ""} autoComplete="off" />}
      </Field>
      <AddressFields form={partOfForm(form)} />
      <Field form={form} name="address.country_code" label={t("fields.country")} isOptional>
        {(field) => <CountrySelect {...field} value={field.value?.toLowerCase()} />}
      </Field>
      {texts.map((name) => (
        <Field
          key={name}
          form={form}
          name={name}
          label={t(`fields.${name}`)}
          hint={hints[name] && t(hints[name])}
          isOptional
        >
          {(field) => <Input {...field} value={field.value ?? ""} autoComplete="off" />}
        </Field>
      ))}
      <Field
        form={form}
        name="payment_terms_days"
        label={t("fields.payment_terms")}
        hint={t("company.payment_terms_hint")}
        isOptional
      >
        {(field) => <DaysInput {...field} />}
      </Field>
      <Field
        form={form}
        name="logo"
        label={t("company.logo")}
        hint={t("company.logo_hint")}
        isOptional
      >
        {(field) => <LogoField {...field} />}
      </Field>
    </FormDrawer>
  )
}

export default EditCompanyPage
