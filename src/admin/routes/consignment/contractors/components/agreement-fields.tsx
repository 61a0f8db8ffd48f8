import { Input } from "@medusajs/ui"
import type { UseFormReturn } from "react-hook-form"
import type { CreateAgreementBody } from "../../../../../http-contract/agreement"
import { CurrencyPicker } from "../../../../components/currency-picker"
import { DirectionChoice } from "../../../../components/direction-choice"
import { DayPicker } from "../../../../components/day-picker"
import { Field } from "../../../../components/field"
import { TimeZonePicker } from "../../../../components/time-zone-picker"
import { useWords } from "../../../../hooks/use-words"
import { partOfForm } from "../../../../lib/part-of-form"
import { AgreementTerms } from "./agreement-terms"

interface AgreementFieldsProps {
  form: UseFormReturn<CreateAgreementBody, unknown, CreateAgreementBody>
  /** Whom it is with, its direction and its currency stay: another one is another agreement. */
  isNew: boolean
}

export const AgreementFields = ({ form, isNew }: AgreementFieldsProps) => {
  const { t } = useWords()
  const direction = form.watch("direction")
  return (
    <>
      <Field
        form={form}
        name="direction"
        label={t("fields.direction")}
        hint={t(`terms.direction_hint.${direction}`)}
      >
        {(field) => <DirectionChoice {...field} disabled={!isNew} />}
      </Field>
      <Field form={form} name="currency_code" label={t("fields.currency")}>
        {(field) => <CurrencyPicker {...field} disabled={!isNew} />}
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field form={form} name="valid_from" label={t("agreements.valid_from")} isOptional>
          {(field) => <DayPicker {...field} />}
        </Field>
        <Field form={form} name="valid_to" label={t("agreements.valid_to")} isOptional>
          {(field) => <DayPicker {...field} />}
        </Field>
      </div>
      <AgreementTerms form={partOfForm(form)} direction={direction} />
      <Field
        form={form}
        name="notification_email"
        label={t("agreements.email")}
        hint={t("agreements.email_hint")}
        isOptional
      >
        {(field) => <Input {...field} value={field.value ?? ""} type="email" autoComplete="off" />}
      </Field>
      <Field
        form={form}
        name="time_zone"
        label={t("agreements.time_zone")}
        hint={t("agreements.time_zone_hint")}
      >
        {(field) => <TimeZonePicker {...field} />}
      </Field>
    </>
  )
}
