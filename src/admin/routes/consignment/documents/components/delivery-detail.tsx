import { PageStates } from "../../../../components/page-states"
import { useDelivery } from "../../../../hooks/api/deliveries"
import { ArrivalSection } from "./arrival-section"
import { DocumentSections } from "./document-sections"
import { DocumentSummary } from "./document-summary"
import { HireSection } from "./hire-section"
import { PickListSummary } from "./pick-list-summary"

/** One delivery: a pick list until it is posted, and what the customer says arrived once he did. */
export const DeliveryDetail = ({ id }: { id: string }) => {
  const { delivery, error, refetch } = useDelivery(id)
  return (
    <PageStates value={delivery} error={error} onRetry={() => void refetch()}>
      {(value) =>
        value.number === null ? (
          <DocumentSections document={value} summary={<PickListSummary delivery={value} />} />
        ) : (
          <DocumentSections
            document={value}
            summary={
              <>
                <DocumentSummary kind="delivery" document={value} />
                <ArrivalSection delivery={value} />
                <HireSection delivery={value} />
              </>
            }
          />
        )
      }
    </PageStates>
  )
}
