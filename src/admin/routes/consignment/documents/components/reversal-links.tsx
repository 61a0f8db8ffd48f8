import { Link } from "react-router-dom"
import type { DocumentSummary, NumberedDocument } from "../../../../../http-contract/document"
import { addressOfAny } from "../lib/address"

const look = "text-ui-fg-interactive hover:underline whitespace-nowrap"

/** To the reversals of a document. */
export const ReversedBy = ({ reversals }: { reversals: NumberedDocument[] }) => (
  <span className="flex flex-wrap gap-x-3">
    {reversals.map(({ id, number }) => (
      <Link
        key={id}
        to={addressOfAny("reversal", id)}
        className={look}
        onClick={(event) => event.stopPropagation()}
      >
        {number}
      </Link>
    ))}
  </span>
)

/** To the document that a reversal reverses. */
export const Reverses = ({ document }: { document: NonNullable<DocumentSummary["reverses"]> }) => (
  <Link
    to={addressOfAny(document.type, document.id)}
    className={look}
    onClick={(event) => event.stopPropagation()}
  >
    {document.number}
  </Link>
)
