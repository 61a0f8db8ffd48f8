import { useParams } from "react-router-dom"
import { DocumentDetail } from "../../documents/components/document-detail"

const GoodsReceiptPage = () => <DocumentDetail kind="goods_receipt" id={useParams().id ?? ""} />

export default GoodsReceiptPage
