import { Hint, Input } from "@medusajs/ui"
import type { UseFormReturn } from "react-hook-form"
import { borrowerKinds, type PostLoanBody } from "../../../../../http-contract/loan"
import { Choice } from "../../../../components/choice"
import { ContractorPicker } from "../../../../components/contractor-picker"
import { CustomerPicker } from "../../../../components/customer-picker"
import { Field } from "../../../../components/field"
import { useWords } from "../../../../hooks/use-words"

interface BorrowerFieldsProps {
  form: UseFormReturn<PostLoanBody, unknown, PostLoanBody>
}

/** The borrower: somebody who is on file, or just a name. */
export const BorrowerFields = ({ form }: BorrowerFieldsProps) => {
  const { t } = useWords()
  const kind = form.watch("borrower.kind")
  const isOnFile = Boolean(form.watch("borrower.id"))
  const Picker = kind === "customer" ? CustomerPicker : ContractorPicker
  return (
    <>
      <Field form={form} name="borrower.kind" label={t("loans.borrower")}>
        {({ onChange, ...field }) => (
          <Choice
            {...field}
            onChange={(chosen) => {
              form.setValue("borrower.id", null)
              onChange(chosen)
            }}
            options={borrowerKinds.map((value) => ({ value, label: t(`loans.kinds.${value}`) }))}
          />
        )}
      </Field>
      {kind !== "staff" && (
        <Field form={form} name="borrower.id" label={t(`loans.kinds.${kind}`)} isOptional>
          {({ onChange, ...field }) => (
            <Picker
              key={kind}
              {...field}
              allowClear
              onChange={(id) => {
                form.setValue("borrower.name", "")
                onChange(id)
              }}
            />
          )}
        </Field>
      )}
      {!isOnFile && (
        <Field
          form={form}
          name="borrower.name"
          label={t("fields.name")}
          hint={kind === "staff" ? undefined : t("loans.name_hint")}
          isOptional={kind !== "staff"}
        >
          {(field) => <Input {...field} value={field.value ?? ""} autoComplete="off" />}
        </Field>
      )}
      {kind === "staff" && form.formState.errors.borrower?.id && (
        <Hint variant="error" role="alert">
          {t("forms.required")}
        </Hint>
      )}
    </>
  )
}
