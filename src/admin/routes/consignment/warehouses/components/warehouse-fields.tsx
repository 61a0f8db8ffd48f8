import { Input, Switch } from "@medusajs/ui"
import type { UseFormReturn } from "react-hook-form"
import {
  expiredLotPolicies,
  warehousePurposes,
  type CreateWarehouseBody,
} from "../../../../../http-contract/warehouse"
import { Choice } from "../../../../components/choice"
import { ContractorPicker } from "../../../../components/contractor-picker"
import { DirectionChoice } from "../../../../components/direction-choice"
import { Field } from "../../../../components/field"
import { LocationPicker } from "../../../../components/location-picker"
import { useSettings } from "../../../../hooks/api/settings"
import { useStrategyName } from "../../../../hooks/use-strategy-name"
import { useWords } from "../../../../hooks/use-words"
import { issueStrategyNames } from "../../../../../http-contract/issue-strategy"
import { PriorityList } from "./priority-list"

interface WarehouseFieldsProps {
  form: UseFormReturn<CreateWarehouseBody, unknown, CreateWarehouseBody>
}

/** Fields that turn a stock location into a consignment warehouse. */
export const WarehouseFields = ({ form }: WarehouseFieldsProps) => {
  const { t } = useWords()
  const strategyOf = useStrategyName()
  const direction = form.watch("direction")
  const strategy = form.watch("issue_strategy")
  const { issue_strategies: strategies = issueStrategyNames } = useSettings()
  const purpose = form.watch("purpose") ?? "sale"
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
      <Field
        form={form}
        name="purpose"
        label={t("warehouses.purpose")}
        hint={t(`terms.purpose_hint.${purpose}`)}
        isOptional
      >
        {(field) => (
          <Choice
            {...field}
            placeholder={t("terms.purpose.sale")}
            options={warehousePurposes.map((value) => ({
              value,
              label: t(`terms.purpose.${value}`),
            }))}
          />
        )}
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
            explains="issue_strategy"
            label={t("warehouses.strategy")}
            hint={t("warehouses.strategy_hint")}
            isOptional
          >
            {(field) => (
              <Choice
                {...field}
                placeholder={strategyOf(null)}
                options={strategies.map((name) => ({
                  value: name,
                  label: strategyOf(name),
                }))}
              />
            )}
          </Field>
          {strategy === "contractor_priority" && (
            <Field
              form={form}
              name="contractor_priority"
              label={t("warehouses.priority.title")}
              hint={t("warehouses.priority.hint")}
            >
              {(field) => <PriorityList {...field} />}
            </Field>
          )}
          <Field
            form={form}
            name="own_stock_location_id"
            explains="own_location"
            label={t("warehouses.own_location")}
            hint={t("warehouses.own_location_hint")}
            isOptional
          >
            {(field) => <LocationPicker {...field} allowClear />}
          </Field>
          <Field
            form={form}
            name="check_on_arrival"
            explains="check_on_arrival"
            label={t("warehouses.check_on_arrival")}
            hint={t("warehouses.check_on_arrival_hint")}
          >
            {({ value, onChange, ...field }) => (
              <Switch {...field} checked={value ?? false} onCheckedChange={onChange} />
            )}
          </Field>
        </>
      )}
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
