import { useParams, type UIMatch } from "react-router-dom"
import { ReversalBreadcrumb, ReversalDetail } from "../../components/reversal-detail"

const ReversalPage = () => <ReversalDetail id={useParams().id} />

export const handle = {
  breadcrumb: ({ params: { id } }: UIMatch) => <ReversalBreadcrumb id={id} />,
}

export default ReversalPage
