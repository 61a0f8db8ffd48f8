import { useParams, type UIMatch } from "react-router-dom"
import { DocumentBreadcrumb } from "../../documents/components/document-breadcrumb"
import { DocumentDetail } from "../../documents/components/document-detail"

const GoodsReceiptPage = () => <DocumentDetail kind="goods_receipt" id={useParams().id ?? ""} />

export const handle = {
  breadcrumb: ({ params: { id = "" } }: UIMatch) => (
    <DocumentBreadcrumb kind="goods_receipt" id={id} />
  ),
}

export default GoodsReceiptPage
