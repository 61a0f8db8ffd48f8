export { errorCodes, type ErrorCode, type ErrorDetails } from "../modules/consignment/domain/errors"
