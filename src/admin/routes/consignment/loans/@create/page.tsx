import { Input, toast } from "@medusajs/ui"
import { useState } from "react"
import { useFieldArray } from "react-hook-form"
import { postLoanSchema, type PostLoanBody } from "../../../../../http-contract/loan"
import { DecimalInput } from "../../../../components/decimal-input"
import { DayPicker } from "../../../../components/day-picker"
import { Field } from "../../../../components/field"
import { FormDrawer } from "../../../../components/form-drawer"
import { PickedItems } from "../../../../components/picked-items"
import { SerialsInput } from "../../../../components/serials-input"
import { WarehousePicker } from "../../../../components/warehouse-picker"
import { usePostLoan } from "../../../../hooks/api/loans"
import { useContractForm } from "../../../../hooks/use-contract-form"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"
import { BorrowerFields } from "../components/borrower-fields"

const CreateLoanPage = () => {
  const { t } = useWords()
  const format = useFormat()
  // A second click sends the same key, so the units are lent once.
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const form = useContractForm<PostLoanBody>({
    schema: postLoanSchema,
    defaultValues: {
      warehouse_id: "",
      borrower: { kind: "customer", id: null, name: "" },
      until: "",
      reference: "",
      note: "",
      lines: [],
    },
  })
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "lines" })
  const { mutateAsync, isPending } = usePostLoan()
  return (
    <FormDrawer
      needs="consignment_loan:manage"
      title={t("loans.create")}
      description={t("loans.create_hint")}
      form={form}
      isSaving={isPending}
      submitLabel={t("loans.lend")}
      onSubmit={async (values, close) => {
        const { loan, warnings } = await mutateAsync({ ...values, idempotency_key: idempotencyKey })
        toast.success(t("loans.created", { number: loan.number }))
        for (const { line, hire_until: until } of warnings) {
          toast.warning(t("loans.beyond_hire", { line: line + 1, date: format.date(until) }))
        }
        close(`/consignment/loans/${loan.id}`)
      }}
    >
      <Field
        form={form}
        name="warehouse_id"
        label={t("fields.warehouse")}
        hint={t("loans.warehouse_hint")}
      >
        {(field) => <WarehousePicker {...field} direction="inbound" purpose="hire" />}
      </Field>
      <BorrowerFields form={form} />
      <Field
        form={form}
        name="until"
        label={t("loans.until")}
        hint={t("loans.until_hint")}
        isOptional
      >
        {(field) => <DayPicker {...field} />}
      </Field>
      <Field form={form} name="reference" label={t("fields.reference")} isOptional>
        {(field) => <Input {...field} value={field.value ?? ""} autoComplete="off" />}
      </Field>
      <Field form={form} name="note" label={t("fields.note")} isOptional>
        {(field) => <Input {...field} value={field.value ?? ""} autoComplete="off" />}
      </Field>
      <PickedItems
        picked={fields}
        onPick={(inventory_item_id) => append({ inventory_item_id, quantity: "1" })}
        onRemove={remove}
        error={form.formState.errors.lines}
      >
        {(index) => (
          <>
            <Field form={form} name={`lines.${index}.quantity`} label={t("fields.quantity")}>
              {(field) => <DecimalInput {...field} />}
            </Field>
            <Field
              form={form}
              name={`lines.${index}.serial_numbers`}
              label={t("fields.serial_numbers")}
              isOptional
            >
              {(field) => <SerialsInput {...field} />}
            </Field>
          </>
        )}
      </PickedItems>
    </FormDrawer>
  )
}

export default CreateLoanPage
