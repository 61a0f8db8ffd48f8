import { previewLetter, sendLetter } from "../../../../../letters"

export const GET = previewLetter("goods_receipt")
export const POST = sendLetter("goods_receipt")
