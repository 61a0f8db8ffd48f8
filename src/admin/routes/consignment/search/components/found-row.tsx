import { Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { SearchKind, SearchResult } from "../../../../../http-contract/search"
import { useWords } from "../../../../hooks/use-words"
import type { DocumentType } from "../../../../../http-contract/kinds"
import { addressOfAny } from "../../documents/lib/address"

/** The page of what was found; a unit outside a lot is shown by its item. */
const addressOf = ({ kind, id, type, lot_id: lotId, label }: SearchResult): string => {
  switch (kind) {
    case "contractor":
      return `/consignment/contractors/${id}`
    case "settlement":
      return `/consignment/settlements/${id}`
    case "invoice":
      return `/consignment/invoices/${id}`
    case "item":
      return `/inventory/${id}`
    case "document":
      return addressOfAny(type as DocumentType, id)
    case "lot":
    case "serial_number":
      return lotId
        ? `/consignment/lots/${lotId}`
        : `/consignment/stock?q=${encodeURIComponent(label)}`
  }
}

/** Where the words for a type of each kind stand. */
const typeWords: Partial<Record<SearchKind, string>> = {
  document: "terms.document",
  invoice: "invoices.kinds",
  serial_number: "search.states",
}

export const FoundRow = ({ result }: { result: SearchResult }) => {
  const { t } = useWords()
  const { kind, type, label, detail } = result
  return (
    <Link
      to={addressOf(result)}
      className="hover:bg-ui-bg-base-hover focus-visible:bg-ui-bg-base-hover flex flex-wrap items-baseline gap-x-3 px-6 py-2 outline-none"
    >
      <Text size="small" weight="plus">
        {label}
      </Text>
      <Text size="small" className="text-ui-fg-subtle">
        {[type && t(`${typeWords[kind]}.${type}`), detail].filter(Boolean).join(" · ")}
      </Text>
    </Link>
  )
}
