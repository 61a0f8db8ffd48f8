import {
  kinds,
  reversibleTypes,
  type ReturningType,
  type ReversibleType,
} from "../http-contract/kinds"
import type { SchemaOf } from "./contract"
import { validatingDocument } from "./validating-document"
import { getRoute, postRoute, type ContractRoute } from "./validating"

const addressOf = (type: ReversibleType): string => `/admin/consignment/${kinds[type].path}`

const isReturning = (type: ReversibleType): type is ReturningType => "returns" in kinds[type]

/** The routes that post documents of a kind: by itself, or under the document it takes units back from. */
const postingRoutes = (type: ReversibleType): ContractRoute[] => {
  if (isReturning(type)) {
    return [
      postRoute(
        `${addressOf(kinds[type].returns)}/:id/returns`,
        ({ returnBodies }) => returnBodies[type]
      ),
    ]
  }
  const schema: SchemaOf = ({ documentBodies }) => documentBodies[type]
  return [
    { ...postRoute(addressOf(type), schema), middlewares: [validatingDocument(type, schema)] },
  ]
}

const printingRoutes = (address: string): ContractRoute[] => [
  getRoute(`${address}/:id/document`, "paperParametersSchema"),
  getRoute(`${address}/:id/send`, "letterParametersSchema"),
  postRoute(`${address}/:id/send`, "sendLetterSchema"),
]

/** Every kind of document is posted, listed, read, reversed and, where it prints, printed in one way. */
const routesOf = (type: ReversibleType): ContractRoute[] => {
  const address = addressOf(type)
  const kind = kinds[type]
  const isReversedInPart = kind.reversal === "transfer"
  return [
    ...postingRoutes(type),
    getRoute(address, "documentListParametersSchema"),
    getRoute(`${address}/:id`, "oneParametersSchema"),
    ...("prints" in kind ? printingRoutes(address) : []),
    postRoute(
      `${address}/:id/reverse`,
      isReversedInPart ? "reverseOwnershipTransferSchema" : "reverseSchema"
    ),
  ]
}

export const documentMiddlewares: ContractRoute[] = [
  ...reversibleTypes.flatMap(routesOf),
  getRoute(`${addressOf("goods_receipt")}/totals`, "documentTotalsParametersSchema"),
]
