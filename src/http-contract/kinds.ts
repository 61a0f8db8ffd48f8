/** Kinds of documents and movements, without the schemas of the contract: the routes are named after them at boot. */
export {
  documentTypes,
  movementTypes,
  reversibleTypes,
} from "../modules/consignment/domain/kind-lists"
export {
  kinds,
  type DocumentType,
  type KindsWith,
  type PostableType,
  type ReturningType,
  type ReversibleType,
} from "../modules/consignment/domain/kinds"
