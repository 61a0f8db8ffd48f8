import { ArrowDownMini, ArrowUpMini, XMarkMini } from "@medusajs/icons"
import { IconButton, Text } from "@medusajs/ui"
import { forwardRef } from "react"
import { ContractorPicker } from "../../../../components/contractor-picker"
import { useContractorNames } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { moved } from "../lib/moved"

interface PriorityListProps {
  value: string[] | null | undefined
  onChange: (contractorIds: string[]) => void
  id?: string
}

/** Partners in the order in which their goods are issued; arrows move them. */
export const PriorityList = forwardRef<HTMLInputElement, PriorityListProps>(
  ({ value, onChange, ...field }, ref) => {
    const { t } = useWords()
    const ids = value ?? []
    const nameOf = useContractorNames(ids)
    return (
      <div className="flex flex-col gap-y-2">
        <ol className="flex flex-col gap-y-1">
          {ids.map((id, place) => (
            <li
              key={id}
              className="bg-ui-bg-component shadow-elevation-card-rest flex items-center gap-x-1 rounded-lg px-3 py-1"
            >
              <Text size="small" className="flex-1 truncate">
                {place + 1}. {nameOf(id)}
              </Text>
              <IconButton
                size="small"
                type="button"
                variant="transparent"
                disabled={place === 0}
                aria-label={t("warehouses.priority.up", { name: nameOf(id) })}
                onClick={() => onChange(moved(ids, place, place - 1))}
              >
                <ArrowUpMini />
              </IconButton>
              <IconButton
                size="small"
                type="button"
                variant="transparent"
                disabled={place === ids.length - 1}
                aria-label={t("warehouses.priority.down", { name: nameOf(id) })}
                onClick={() => onChange(moved(ids, place, place + 1))}
              >
                <ArrowDownMini />
              </IconButton>
              <IconButton
                size="small"
                type="button"
                variant="transparent"
                aria-label={`${t("actions.remove")}, ${nameOf(id)}`}
                onClick={() => onChange(ids.filter((other) => other !== id))}
              >
                <XMarkMini />
              </IconButton>
            </li>
          ))}
        </ol>
        <ContractorPicker
          {...field}
          ref={ref}
          value=""
          placeholder={t("warehouses.priority.add")}
          onChange={(id) => id && !ids.includes(id) && onChange([...ids, id])}
        />
      </div>
    )
  }
)
PriorityList.displayName = "PriorityList"
