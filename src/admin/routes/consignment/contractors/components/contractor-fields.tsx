import { CountrySelect } from "@medusajs/dashboard/components"
import { Input } from "@medusajs/ui"
import type { UseFormReturn } from "react-hook-form"
import type { CreateContractorBody } from "../../../../../http-contract/contractor"
import { paperLanguages } from "../../../../../http-contract/paper"
import { AddressFields } from "../../../../components/address-fields"
import { Choice } from "../../../../components/choice"
import { CustomerPicker } from "../../../../components/customer-picker"
import { Field } from "../../../../components/field"
import { useWords } from "../../../../hooks/use-words"
import { partOfForm } from "../../../../lib/part-of-form"
import { DaysInput } from "./days-input"

interface ContractorFieldsProps {
  form: UseFormReturn<CreateContractorBody, unknown, CreateContractorBody>
}

/** Fields of a contractor, shared by the create and edit forms. */
export const ContractorFields = ({ form }: ContractorFieldsProps) => {
  const { t, i18n } = useWords()
  const languages = new Intl.DisplayNames(i18n.language, { type: "language" })
  return (
    <>
      <Field form={form} name="name" label={t("fields.name")}>
        {(field) => <Input {...field} autoComplete="off" />}
      </Field>
      <Field form={form} name="code" label={t("fields.code")} hint={t("contractors.code_hint")}>
        {(field) => <Input {...field} autoComplete="off" />}
      </Field>
      <Field form={form} name="email" label={t("fields.email")} isOptional>
        {(field) => <Input {...field} value={field.value ?? ""} type="email" autoComplete="off" />}
      </Field>
      <Field form={form} name="tax_id" label={t("fields.tax_id")} isOptional>
        {(field) => <Input {...field} value={field.value ?? ""} autoComplete="off" />}
      </Field>
      <Field
        form={form}
        name="registration_number"
        label={t("fields.registration_number")}
        isOptional
      >
        {(field) => <Input {...field} value={field.value ?? ""} autoComplete="off" />}
      </Field>
      <AddressFields form={partOfForm(form)} />
      <Field form={form} name="country_code" label={t("fields.country")} isOptional>
        {(field) => <CountrySelect {...field} value={field.value ?? undefined} />}
      </Field>
      <Field form={form} name="phone" label={t("fields.phone")} isOptional>
        {(field) => <Input {...field} value={field.value ?? ""} type="tel" autoComplete="off" />}
      </Field>
      <Field
        form={form}
        name="iban"
        label={t("fields.iban")}
        hint={t("contractors.iban_hint")}
        isOptional
      >
        {(field) => <Input {...field} value={field.value ?? ""} autoComplete="off" />}
      </Field>
      <Field
        form={form}
        name="payment_terms_days"
        label={t("fields.payment_terms")}
        hint={t("contractors.payment_terms_hint")}
        isOptional
      >
        {(field) => <DaysInput {...field} />}
      </Field>
      <Field
        form={form}
        name="language"
        label={t("fields.language")}
        hint={t("contractors.language_hint")}
        isOptional
      >
        {(field) => (
          <Choice
            {...field}
            options={paperLanguages.map((tag) => ({ value: tag, label: languages.of(tag) ?? tag }))}
          />
        )}
      </Field>
      <Field
        form={form}
        name="customer_id"
        label={t("fields.customer")}
        hint={t("contractors.customer_hint")}
        isOptional
      >
        {(field) => <CustomerPicker {...field} allowClear />}
      </Field>
    </>
  )
}
