import { Input } from "@medusajs/ui"
import type { UseFormReturn } from "react-hook-form"
import {
  expiredLotPolicies,
  type CreateWarehouseBody,
} from "../../../../../http-contract/warehouse"
import { Choice } from "../../../../components/choice"
import { ContractorPicker } from "../../../../components/contractor-picker"
import { DirectionChoice } from "../../../../components/direction-choice"
import { Field } from "../../../../components/field"
import { LocationPicker } from "../../../../components/location-picker"
import { useStrategyName } from "../../../../hooks/use-strategy-name"
import { useWords } from "../../../../hooks/use-words"
import { issueStrategyNames } from "../../../../../http-contract/issue-strategy"

interface WarehouseFieldsProps {
  form: UseFormReturn<CreateWarehouseBody, unknown, CreateWarehouseBody>
}

/** Fields that turn a stock location into a consignment warehouse. */
export const WarehouseFields = ({ form }: WarehouseFieldsProps) => {
  const { t } = useWords()
  const strategyOf = useStrategyName()
  const direction = form.watch("direction")
  return (
    <>
      <Field
        form={form}
        name="stock_location_id"
        label={t("fields.location")}
        hint={t("warehouses.location_hint")}
      >
        {(field) => <LocationPicker {...field} />}
      </Field>
      <Field form={form} name="name" label={t("fields.name")} isOptional>
        {(field) => (
          <Input
            {...field}
            value={field.value ?? ""}
            placeholder={t("warehouses.name_placeholder")}
            autoComplete="off"
          />
        )}
      </Field>
      <Field
        form={form}
        name="direction"
        label={t("fields.direction")}
        hint={t(`terms.direction_hint.${direction}`)}
      >
        {(field) => <DirectionChoice {...field} />}
      </Field>
      {direction === "outbound" && (
        <Field
          form={form}
          name="contractor_id"
          label={t("fields.contractor")}
          hint={t("warehouses.contractor_hint")}
        >
          {(field) => <ContractorPicker {...field} />}
        </Field>
      )}
      {direction === "inbound" && (
        <>
          <Field
            form={form}
            name="issue_strategy"
            label={t("warehouses.strategy")}
            hint={t("warehouses.strategy_hint")}
            isOptional
          >
            {(field) => (
              <Choice
                {...field}
                placeholder={strategyOf(null)}
                options={issueStrategyNames.map((name) => ({
                  value: name,
                  label: strategyOf(name),
                }))}
              />
            )}
          </Field>
          <Field
            form={form}
            name="expired_lots"
            label={t("warehouses.expired_lots")}
            hint={t("warehouses.expired_lots_hint")}
            isOptional
          >
            {(field) => (
              <Choice
                {...field}
                placeholder={t("terms.expired_lots.warn")}
                options={expiredLotPolicies.map((policy) => ({
                  value: policy,
                  label: t(`terms.expired_lots.${policy}`),
                }))}
              />
            )}
          </Field>
          <Field
            form={form}
            name="own_stock_location_id"
            label={t("warehouses.own_location")}
            hint={t("warehouses.own_location_hint")}
            isOptional
          >
            {(field) => <LocationPicker {...field} allowClear />}
          </Field>
        </>
      )}
      <Field
        form={form}
        name="branch_code"
        label={t("fields.branch")}
        hint={t("warehouses.branch_hint")}
        isOptional
      >
        {(field) => <Input {...field} value={field.value ?? ""} autoComplete="off" />}
      </Field>
      <Field
        form={form}
        name="notification_email"
        label={t("warehouses.email")}
        hint={t("warehouses.email_hint")}
        isOptional
      >
        {(field) => <Input {...field} value={field.value ?? ""} type="email" autoComplete="off" />}
      </Field>
    </>
  )
}
