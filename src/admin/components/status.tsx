import { StatusBadge } from "@medusajs/ui"
import { useWords } from "../hooks/use-words"

const colors = {
  posted: "green",
  closed: "green",
  partly_reversed: "orange",
  partly_paid: "orange",
  paid: "blue",
  draft: "orange",
  reversed: "grey",
  cancelled: "grey",
  preview: "blue",
} as const

/** The status of a document, a settlement or an invoice. */
export const Status = ({ status }: { status: string }) => {
  const { t } = useWords()
  const color = status in colors ? colors[status as keyof typeof colors] : "grey"
  return <StatusBadge color={color}>{t(`terms.status.${status}`)}</StatusBadge>
}
