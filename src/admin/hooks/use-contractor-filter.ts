import { useMemo } from "react"
import { useContractors } from "./api/contractors"
import { useWords } from "./use-words"

const MOST_OPTIONS = 200

/** A filter of a list by contractor: one or several. */
export const useContractorFilter = () => {
  const { t } = useWords()
  const { contractors } = useContractors({ limit: MOST_OPTIONS, order: "name" })
  return useMemo(
    () => ({
      id: "contractor_id",
      type: "multiselect" as const,
      label: t("fields.contractor"),
      options: contractors?.map(({ id, name }) => ({ value: id, label: name })) ?? [],
    }),
    [contractors, t]
  )
}
