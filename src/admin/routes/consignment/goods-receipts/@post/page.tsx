import { DocumentForm } from "../../documents/components/document-form"

const PostGoodsReceiptPage = () => <DocumentForm kind="goods_receipt" />

export default PostGoodsReceiptPage
