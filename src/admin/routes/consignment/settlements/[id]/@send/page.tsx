import { useParams } from "react-router-dom"
import { LetterForm } from "../../../../../components/letter-form"

const SendSettlementPage = () => (
  <LetterForm paper={`settlements/${useParams().id ?? ""}`} needs="consignment_settlement:send" />
)

export default SendSettlementPage
